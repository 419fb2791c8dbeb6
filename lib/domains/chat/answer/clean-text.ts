import { NO_ANSWER_MARK } from "../prompt";

// Some models write their own kind of marks: 【1†source】.
const FOREIGN_MARK = /【(\d{1,2})[^】\n]*】/g;
const LINK = /!?\[([^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)/g;
const TAG = /<[a-zA-Z/!?][^>\n]*>/g;
const ADDRESS =
  /[ \t]*\b(?:[a-z][a-z\d+.-]*:\/\/|www\.|javascript:|data:)[^\s<>[\]()]*[^\s<>[\]().,;:!?'"]/gi;
const MARKUP_LEFT = /<(?=[a-zA-Z/!?])|\](?=[(:])/g;
/** What may still become a link, a mark or a tag when more of its line comes. */
const OPEN =
  /(?:!?\[[^\]\n]*(?:\]\((?:[^()\n]|\([^()\n]*\))*(?:\([^()\n]*)?)?|【[^】\n]*|<[^>\n]*)$/;

/**
 * A model's text without anything that a page could load, run or follow: links and images become their words, tags go,
 * and of web addresses only those stay that stand in its sources. What a document talks a model into is text at most.
 */
export function cleanText(raw: string, sources: readonly { text: string; url: string | null }[]) {
  const known = (address: string) =>
    sources.some(({ text, url }) => text.includes(address) || url === address);
  return raw
    .replaceAll(NO_ANSWER_MARK, "")
    .replace(FOREIGN_MARK, "[$1]")
    .replace(LINK, (_, label: string) => (/^\d{1,2}$/.test(label) ? `[${label}]` : label))
    .replace(TAG, "")
    .replace(ADDRESS, (found) => (known(found.trim()) ? found : ""))
    .replace(/(?<=\S)[ \t]{2,}(?=\S)/g, " ")
    .replace(MARKUP_LEFT, (character) => `${character} `);
}

/** How much of a text that still grows will read the same whatever comes: whole words, nothing left open. */
export function settledLength(raw: string): number {
  let end = raw.length;
  while (end > 0 && !/\s/.test(raw.charAt(end - 1))) end -= 1;
  const words = raw.slice(0, end).trimEnd();
  const open = OPEN.exec(words);
  return open ? words.slice(0, open.index).trimEnd().length : words.length;
}
