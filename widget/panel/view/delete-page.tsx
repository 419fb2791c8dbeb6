/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { PanelConfig } from "../../shared/panel-config";
import type { Conversation } from "../conversation/conversation";
import type { Texts } from "../texts";
import { SubPage } from "./sub-page";

interface DeletePageProps {
  config: PanelConfig;
  texts: Texts;
  conversation: Conversation;
  onBack: () => void;
  onDeleted: () => void;
}

/** Says what is deleted and what stays, and deletes. */
export function DeletePage({ config, texts, conversation, onBack, onDeleted }: DeletePageProps) {
  const [state, setState] = useState<"asking" | "deleting" | "failed">("asking");
  const organization = config.organizationName;

  async function remove(): Promise<void> {
    if (state === "deleting") return;
    setState("deleting");
    if (await conversation.remove()) onDeleted();
    else setState("failed");
  }

  return (
    <SubPage title={texts.t("deleteTitle")} texts={texts} onBack={onBack}>
      <p>{texts.t("deleteHint", { organization })}</p>
      <p class="hint">{texts.t("deleteKeeps", { organization })}</p>
      <div role="alert">
        {state === "failed" && <p class="failure">{texts.t("failedSubmit")}</p>}
      </div>
      <div class="choices">
        <button type="button" class="primary destructive" onClick={() => void remove()}>
          {texts.t("deleteSubmit")}
        </button>
        <button type="button" class="secondary" onClick={onBack}>
          {texts.t("cancel")}
        </button>
      </div>
    </SubPage>
  );
}
