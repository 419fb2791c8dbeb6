import type { Explanation, ExplainedPassage } from "@/lib/domains/knowledge/passages/schema";

const percent = (share: number) => `${Math.round(100 * share)} %`;
const list = new Intl.ListFormat("en", { type: "conjunction" });
const quoted = (words: readonly string[]) => list.format(words.map((word) => `“${word}”`));

export interface Verdict {
  tone: "success" | "warning" | "neutral";
  title: string;
  why: string;
}

/** Whether a passage is used for an answer to a question, and why, in words. */
export function verdictOn(passage: ExplainedPassage, explanation: Explanation): Verdict {
  const { rank, isRead } = passage;
  const { read, found, confidence, threshold, isAnswerable, unsaidNames, byMeaning } = explanation;
  if (rank === null) {
    return {
      tone: "neutral",
      title: "Not found",
      why: byMeaning
        ? "None of the words that matter stands in it, and other passages are nearer in meaning."
        : "None of the words that matter stands in it. Meaning was not searched.",
    };
  }
  if (!isAnswerable) {
    return {
      tone: "warning",
      title: `Found as number ${rank}, not used`,
      why: `Nothing is answered: the best passage is ${percent(confidence)} sure to, and ${percent(threshold)} are needed.`,
    };
  }
  if (!isRead) {
    return {
      tone: "neutral",
      title: `Found as number ${rank}, not used`,
      why: `Answers are written from the best ${read} of ${found} passages.`,
    };
  }
  if (unsaidNames) {
    return {
      tone: "warning",
      title: `Read as number ${rank}`,
      why: "The question names something that no passage mentions, so nothing is quoted from them.",
    };
  }
  return {
    tone: "success",
    title: rank === 1 ? "Read first" : `Read as number ${rank}`,
    why:
      rank === 1
        ? "It fits the question best: an answer is written from it first."
        : `It is among the best ${read}, from which an answer is written as far as they say what is asked.`,
  };
}

/** What made a passage rank as it does, in words. */
export function reasonsFor(passage: ExplainedPassage, { byMeaning }: Explanation): string[] {
  const { words, similarity, fusion, rank } = passage;
  const content = words?.terms.filter(({ kind }) => kind === "content") ?? [];
  const has = content.filter(({ score }) => score > 0).map((term) => term.words);
  const lacks = content.filter(({ score }) => score === 0).map((term) => term.words);
  const meaning =
    similarity !== null
      ? `Its nearest part is ${percent(Math.max(0, similarity))} alike in meaning.`
      : byMeaning && rank !== null
        ? "It has no vectors yet, so its words stand for its meaning."
        : undefined;
  return [
    has.length > 0 ? `It has ${quoted(has)}.` : undefined,
    has.length > 0 && lacks.length > 0 ? `It lacks ${quoted(lacks)}.` : undefined,
    meaning,
    fusion?.isForeign
      ? "It is in another language than the question, which counts less."
      : undefined,
  ].filter((reason) => reason !== undefined);
}
