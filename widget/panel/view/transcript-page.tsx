/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import type { Conversation } from "../conversation/conversation";
import type { Texts } from "../texts";
import type { FieldSpec } from "./field";
import { FormView } from "./form-view";
import { SubPage } from "./sub-page";
import { useForm } from "./use-form";

interface TranscriptPageProps {
  texts: Texts;
  conversation: Conversation;
  onBack: () => void;
}

/** Has the conversation mailed to an address that is typed here. */
export function TranscriptPage({ texts, conversation, onBack }: TranscriptPageProps) {
  const [sentTo, setSentTo] = useState<string>();
  const email: FieldSpec = {
    ...{ id: "email", label: texts.t("email"), kind: "email", required: true },
    ...{ autocomplete: "email", limit: 254 },
  };
  const form = useForm({
    ...{ specs: [email], texts, initial: {} },
    serverName: (id) => id,
    send: ({ email: address = "" }) => conversation.mailTranscript(address),
    onSent: () => setSentTo(form.values["email"]?.trim()),
    failureOf: ({ status }) => texts.t(status === 429 ? "transcriptLimited" : "failedSubmit"),
  });
  return (
    <SubPage title={texts.t("transcriptTitle")} texts={texts} onBack={onBack}>
      <p class="hint">{texts.t("transcriptHint")}</p>
      <div role="status">
        {sentTo && <p class="notice">{texts.t("transcriptSent", { email: sentTo })}</p>}
      </div>
      {!sentTo && (
        <FormView
          form={form}
          specs={[email]}
          submitLabel={texts.t("transcriptSubmit")}
          texts={texts}
        />
      )}
    </SubPage>
  );
}
