/** @jsxImportSource preact */
import { plainText } from "../answer/parse-answer";
import type { Entry } from "../conversation/merge";
import type { Texts } from "../texts";

function wordsOf(entry: Entry, texts: Texts): string {
  if (entry.kind === "exchange") return plainText(entry.exchange.text);
  const { text, authorName = texts.t("teamMember") } = entry.message;
  return `${authorName}: ${text}`;
}

/**
 * What a screen reader is told: each message once, when it is finished. The list itself would be read out token by token.
 */
export function Announcer({ latest, texts }: { latest: Entry | undefined; texts: Texts }) {
  return (
    <p class="hidden" aria-live="polite" data-testid="announcer">
      {latest && <span key={latest.key}>{wordsOf(latest, texts)}</span>}
    </p>
  );
}
