/** A citation's number in an answer: `[2]`, or several as `[1, 3]`. */
export const MARK = /\[(\d{1,2}(?:\s*,\s*\d{1,2})*)\]/g;

/** Words and figures alone, so that quotation marks, Markdown and white space do not tell two texts apart. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%€£$]+/gu, " ")
    .trim();
}

/** Whether a sentence, its marks aside, stands word for word in a text. */
export function isVerbatim(sentence: string, text: string): boolean {
  const words = folded(sentence.replace(MARK, ""));
  return words !== "" && ` ${folded(text)} `.includes(` ${words} `);
}
