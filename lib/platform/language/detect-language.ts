import { detectAll } from "tinyld";
import { functionWords } from "./function-words";

/**
 * Languages that are told apart. tinyld knows more (Latin, Klingon, Kirundi …); on short texts those
 * win by a name or an acronym, and no business writes in them.
 */
const LATIN = "cs da de en es et fi fr hu id it lt lv nl no pl pt ro sk sv tr vi".split(" ");
const OTHER_SCRIPTS = "ar bg el fa he hi ja ko ru sr ta th uk zh".split(" ");

/** Below this a text says too little: "garantie" is German and French. */
const MIN_CHARACTERS = 12;
const MIN_ACCURACY = 0.1;
/** The best language must be this much more likely than the next. */
const MIN_LEAD = 1.3;

/** What it says for a language when every word of a text is one of its function words: letters alone are misled by names. */
const FUNCTION_WORDS_WEIGHT = 2;
/** A text below this is in the expected language unless another is clear: that one has this much from the start. */
const SHORT_CHARACTERS = 120;
const EXPECTED = 0.15;

/** Among so many words, function words of one language and not of the next leave nothing to ask. Letters cost 15 times the time. */
const MANY_WORDS = 30;
const CLEAR_SHARE = 0.25;
const CLEAR_LEAD = 2;

const WINDOW_CHARACTERS = 1_500;
const PIECE_CHARACTERS = 60;

/**
 * The language of a text as ISO 639-1, or `fallback` when it is too short or not clear (pass the language of the
 * organization or of the widget); a short text is in that one unless another is clear. Looks at no more than 4,500
 * characters; takes a fraction of a millisecond for a question and some for a document.
 */
export function detectLanguage<Fallback extends string | undefined>(
  text: string,
  fallback: Fallback,
): string | Fallback {
  const sample = sampleOf(text);
  const pieces = piecesOf(sample);
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (
    total < MIN_CHARACTERS &&
    !/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}/u.test(text)
  ) {
    return fallback;
  }
  const only = isMostlyLatin(pieces.join(" ")) ? LATIN : OTHER_SCRIPTS;
  const words = sample.toLowerCase().match(/[\p{L}\p{M}]{2,}/gu) ?? [];
  const shares = only
    .map((lang) => ({ lang, share: shareOfFunctionWords(words, lang) }))
    .sort((a, b) => b.share - a.share);
  const [first, second] = shares;
  if (
    words.length >= MANY_WORDS &&
    first!.share >= CLEAR_SHARE &&
    first!.share >= CLEAR_LEAD * second!.share
  ) {
    return first!.lang;
  }
  // A vote of many pieces: a foreign name decides one of them, but not the whole text.
  const votes = new Map<string, number>();
  for (const piece of pieces) {
    for (const { lang, accuracy } of detectAll(piece, { only })) {
      votes.set(lang, (votes.get(lang) ?? 0) + (accuracy * piece.length) / total);
    }
  }
  for (const { lang, share } of shares) {
    const expected = lang === fallback && total < SHORT_CHARACTERS ? EXPECTED : 0;
    const more = FUNCTION_WORDS_WEIGHT * share + expected;
    if (more > 0) votes.set(lang, (votes.get(lang) ?? 0) + more);
  }
  const [best, next] = [...votes].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < MIN_ACCURACY || best[1] < MIN_LEAD * (next?.[1] ?? 0)) return fallback;
  return best[0];
}

const known = new Map<string, ReadonlySet<string>>();

function shareOfFunctionWords(words: readonly string[], language: string): number {
  let list = known.get(language);
  if (!list) known.set(language, (list = new Set(functionWords(language))));
  const held = words.filter((word) => list.has(word)).length;
  // One alone may be a coincidence: Czech has "to" as well.
  return held < 2 ? 0 : held / words.length;
}

function isMostlyLatin(text: string): boolean {
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = text.match(/\p{Letter}/gu)?.length ?? 0;
  return latin * 2 >= letters;
}

/** Beginning, middle and end: a cover page or an appendix may be in another language. */
function sampleOf(text: string): string {
  if (text.length <= 3 * WINDOW_CHARACTERS) return text;
  const starts = [0, (text.length - WINDOW_CHARACTERS) >> 1, text.length - WINDOW_CHARACTERS];
  return starts.map((start) => text.slice(start, start + WINDOW_CHARACTERS)).join(" ");
}

function piecesOf(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  // Numbers, acronyms and addresses look like whatever language has their letters in that order.
  const plain = words.filter((word) => !/[\d/@]|\p{Lu}{2}/u.test(word));
  const pieces: string[] = [];
  let piece = "";
  for (const word of plain.length > 0 ? plain : words) {
    piece = piece === "" ? word : `${piece} ${word}`;
    if (piece.length < PIECE_CHARACTERS) continue;
    for (let i = 0; i < piece.length; i += 2 * PIECE_CHARACTERS) {
      pieces.push(piece.slice(i, i + 2 * PIECE_CHARACTERS));
    }
    piece = "";
  }
  if (piece !== "") pieces.push(piece);
  return pieces;
}
