/** A figure with its decimal sign as the language of the text writes it: "1,200.50", "1.200,50" and "1200.5" are one. */
export function readNumber(written: string): number {
  const plain = written
    .replace(/[.,'’](?=\d{3}(?!\d))/g, "")
    .replace(",", ".")
    .replace(/\.$/, "");
  return Number(plain);
}

const WORDS: readonly (readonly string[])[] = [
  ["two", "zwei", "dos", "deux"],
  ["three", "drei", "tres", "trois"],
  ["four", "vier", "cuatro", "quatre"],
  ["five", "fünf", "cinco", "cinq"],
  ["six", "sechs", "seis"],
  ["seven", "sieben", "siete", "sept"],
  ["eight", "acht", "ocho", "huit"],
  ["nine", "neun", "nueve", "neuf"],
  ["ten", "zehn", "diez", "dix"],
  ["eleven", "elf", "once", "onze"],
  ["twelve", "zwölf", "doce", "douze"],
];
const VALUE = new Map(WORDS.flatMap((words, at) => words.map((word) => [word, String(at + 2)])));
const WORD = new RegExp(`(?<!\\p{L})(?:${[...VALUE.keys()].join("|")})(?!\\p{L})`, "giu");

/** A text with its small numbers in digits. "One" is left: it is an article in too many languages. */
export function inDigits(text: string): string {
  return text.replace(WORD, (word) => VALUE.get(word.toLowerCase()) ?? word);
}
