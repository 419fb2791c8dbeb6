/** @jsxImportSource preact */
import type { Texts } from "../texts";

interface NoComposerProps {
  /** Why nothing can be written here. */
  why: string;
  role: "alert" | "status";
  draft: string;
  texts: Texts;
}

/** In the place of the input. What was typed and not sent can still be taken elsewhere. */
export function NoComposer({ why, role, draft, texts }: NoComposerProps) {
  return (
    <div class="gone">
      <p role={role}>{why}</p>
      {draft !== "" && <textarea readonly value={draft} aria-label={texts.t("inputLabel")} />}
    </div>
  );
}
