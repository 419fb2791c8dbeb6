import { stem } from "./stemming";

const MAX_WORD = 40;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
// Scripts that write no spaces between words are indexed by pairs of characters.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u036f]+/gu;
const ARABIC_MARKS = /[\u064b-\u065f\u0670\u0640]/g;
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ς: "σ",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
/** "E-Bike" is written "Ebike" too. */
const LETTER_AND_WORD = /(?<![\p{L}\p{N}])(\p{L})[-‐‑](\p{L}{3,})/gu;
const THOUSANDS = /(?<=\d)[.,'’](?=\d{3}(?!\d))/g;

/** Lower case without accents, so that a word is found however it was typed. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(ACCENTS, "$1")
    .replace(ARABIC_MARKS, "")
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFC");
}

// ö is typed oe where the keyboard lacks it; after folding both must meet. "eu" and "qu" before an e are no umlauts.
function foldUmlauts(word: string): string {
  return word.replace(/(?<![aeq])([aou])e/g, "$1");
}

function addPairs(word: string, terms: string[]): void {
  const characters = Array.from(word);
  if (characters.length === 1) terms.push(word);
  for (let i = 0; i + 1 < characters.length; i++)
    terms.push(`${characters[i]}${characters[i + 1]}`);
}

/**
 * The index terms of a text, in their order, for a language (ISO 639-1). The same function serves documents and
 * questions.
 */
export function analyze(text: string, language: string): string[] {
  const terms: string[] = [];
  for (const [found] of fold(text.replace(THOUSANDS, ""))
    .replace(LETTER_AND_WORD, "$1$2 $2")
    .matchAll(WORD)) {
    const word = found.slice(0, MAX_WORD);
    if (UNSPACED.test(word)) addPairs(word, terms);
    else terms.push(stem(language === "de" ? foldUmlauts(word) : word, language));
  }
  return terms;
}
