interface Expected {
  documentId: string;
  documentTitle: string;
  words: readonly string[];
}

interface Given {
  outcome: "answered" | "no_answer";
  text: string;
  sources: readonly { documentId: string; title: string }[];
}

const quoted = (texts: readonly string[]) =>
  new Intl.ListFormat("en").format(texts.map((text) => `“${text}”`));

const folded = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

/** Why an answer is not what was expected, in words for the owner; undefined when it is. */
export function whyWrong(
  expected: Expected,
  given: Given,
  documentExists: boolean,
): string | undefined {
  const { documentId, documentTitle, words } = expected;
  if (!documentExists) return `The expected source “${documentTitle}” was deleted.`;
  if (given.outcome === "no_answer") return "There was no answer.";
  if (!given.sources.some((source) => source.documentId === documentId)) {
    const sources = quoted(given.sources.map(({ title }) => title));
    return `The answer came from ${sources} instead of “${documentTitle}”.`;
  }
  const missing = words.filter((word) => !folded(given.text).includes(folded(word)));
  return missing.length > 0 ? `The answer does not contain ${quoted(missing)}.` : undefined;
}
