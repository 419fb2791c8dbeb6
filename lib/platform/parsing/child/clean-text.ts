// Control characters but tab and newline, the byte order mark and soft hyphens. Postgres refuses
// NUL in text, and an invisible hyphen splits a word for the search.
const INVISIBLE = /(?![\n\t])[\p{Cc}\u{FEFF}\u{AD}]/gu;

/**
 * Text as it may be stored: `\n` line ends, NFC, no control characters, no half surrogate pairs, no
 * trailing blanks, at most one blank line in a row. Right-to-left marks and emoji joiners are kept.
 * Linear in the length of the text, whatever it holds.
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u2028\u2029]/g, "\n")
      .replace(INVISIBLE, "")
      .toWellFormed()
      .normalize("NFC")
      // Not / +$/gm: that is quadratic in a long run of blanks.
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/^\n+/, "")
      .trimEnd()
  );
}

const TITLE_CHARACTERS = 200;

/** One line of at most 200 characters, fit for a title; empty when nothing is left. */
export function cleanTitle(title: string): string {
  const line = cleanText(title.slice(0, 4 * TITLE_CHARACTERS)).replace(/\s+/g, " ");
  return [...line.trim()].slice(0, TITLE_CHARACTERS).join("");
}
