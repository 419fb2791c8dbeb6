const MOST = 200;

/** Somebody else's words in a text of ours: in quotes, on one line and not too many. */
export function quoted(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, " ").trim();
  const cut = [...line].slice(0, MOST).join("");
  return `“${cut}${cut === line ? "" : "…"}”`;
}
