/** @jsxImportSource preact */
import type { Texts } from "../texts";

interface NoComposerProps {
  /** Why nothing can be written here. */
  why: string;
  /** It stays so, whatever the visitor does. */
  final?: boolean;
  draft: string;
  texts: Texts;
}

/** In the place of the input. What was typed and not sent can still be taken elsewhere. */
export function NoComposer({ why, final = false, draft, texts }: NoComposerProps) {
  return (
    <div class={final ? "gone" : "composer"}>
      <p class={final ? "" : "notice"} role={final ? "alert" : "status"}>
        {why}
      </p>
      {draft !== "" && (
        <div class="form-field">
          <textarea readonly value={draft} aria-label={texts.t("inputLabel")} />
        </div>
      )}
    </div>
  );
}
