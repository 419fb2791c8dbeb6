import { inverseFrequency, K1, saturation } from "./bm25";
import { KIN } from "./kin";
import { pairOf, readCandidate, type Candidate, type ReadCandidate } from "./read-candidate";
import type { Question } from "./question";

/** What the organization's own knowledge says about the terms of a question. */
export interface Statistics {
  chunks: number;
  averageLength: number;
  /** In how many passages a content term stands. */
  containing: (term: string) => number;
}

/** What one word of the question, or two side by side, add to a passage's word score. */
export interface TermScore {
  term: string;
  kind: "content" | "function" | "pair";
  /** Weighted occurrences in the passage, those of a kindred word counted less. */
  frequency: number;
  score: number;
}

/** What a fused score is made of. */
interface Fusion {
  words: number;
  meaning: number;
  run: number;
  /** In another language than the question's, which takes a quarter off. */
  isForeign: boolean;
}

export interface Ranked {
  candidate: Candidate;
  /** Comparable within one question alone. */
  score: number;
  fusion: Fusion;
  /** BM25 with function words and pairs of words. */
  words: number;
  /** What it is the sum of. */
  terms: TermScore[];
  /** The same as a share of what a passage made of the question alone would score at most. */
  wordShare: number;
  /** Share of what the question asks about, by weight, that stands in the passage at all. */
  coverage: number;
  /** The same for its best two neighbouring sentences with its title and headings. */
  runCoverage: number;
}

// Chosen on two sets of questions and rounded; the result moves little around them (docs/retrieval.md).
/** Function words tell little, but how something is asked separates one FAQ from its neighbour. */
const FUNCTION_WORD = 0.5;
/** Two words side by side, as in the question. */
const PAIR = 0.5;
/** Weight of meaning beside words when the words cover nothing of the question, and what full coverage takes off. */
const MEANING = 0.85;
const MEANING_LESS_COVERED = 0.3;
/** A visitor is answered in the language of the question where there is an answer: loan words are alike everywhere. */
const OTHER_LANGUAGE = 0.75;
/** One place that says it all, before words strewn over a passage. */
const RUN = 0.2;

/** A question's terms and pairs with their weights, among the candidates of one language. */
function weigh(question: Question, read: readonly ReadCandidate[], statistics: Statistics) {
  const content = new Map<string, number>();
  for (const term of question.content) {
    const containing = statistics.containing(term);
    content.set(term, inverseFrequency(containing, statistics.chunks));
  }
  // Not looked up in the index, where they stand nearly everywhere: the candidates are a fair sample.
  const among = (has: (candidate: ReadCandidate) => boolean) =>
    inverseFrequency(read.filter(has).length, read.length);
  const words = new Map(content);
  const pairs = new Map<string, number>();
  question.sequence.forEach((term, index) => {
    const rare = (word: string) =>
      content.get(word) ?? among(({ frequencies }) => frequencies.has(word));
    if (!content.has(term)) words.set(term, FUNCTION_WORD * rare(term));
    const next = question.sequence[index + 1];
    if (next === undefined || !(content.has(term) || content.has(next))) return;
    const pair = pairOf(term, next);
    const weight = among(({ pairs: standing }) => standing.has(pair));
    pairs.set(pair, PAIR * Math.min(weight, rare(term) + rare(next)));
  });
  const sum = (weights: ReadonlyMap<string, number>) =>
    [...weights.values()].reduce((total, weight) => total + weight, 0);
  const ideal = (K1 + 1) * (sum(words) + sum(pairs));
  return { content, words, pairs, total: sum(content), ideal };
}

type Weights = ReturnType<typeof weigh>;

function measure(
  read: ReadCandidate,
  { kin }: Question,
  weights: Weights,
  averageLength: number,
): Ranked {
  const { candidate, frequencies, pairs, about, runs } = read;
  const relativeLength = candidate.length / averageLength;
  const terms: TermScore[] = [];
  const add = (term: string, kind: TermScore["kind"], weight: number, frequency: number) =>
    terms.push({ term, kind, frequency, score: weight * saturation(frequency, relativeLength) });
  for (const [term, weight] of weights.words) {
    const kindred = (kin.get(term) ?? []).map((form) => KIN * (frequencies.get(form) ?? 0));
    const frequency = Math.max(frequencies.get(term) ?? 0, ...kindred);
    add(term, weights.content.has(term) ? "content" : "function", weight, frequency);
  }
  for (const [pair, weight] of weights.pairs) add(pair, "pair", weight, pairs.get(pair) ?? 0);
  const words = terms.reduce((sum, { score }) => sum + score, 0);
  const share = (has: (term: string) => boolean) => {
    if (weights.total === 0) return 0;
    let sum = 0;
    for (const [term, weight] of weights.content) {
      if (has(term)) sum += weight;
      else if (kin.get(term)?.some(has)) sum += KIN * weight;
    }
    return sum / weights.total;
  };
  const coverage = share((term) => frequencies.has(term));
  const runCoverage = Math.max(
    share((term) => about.has(term)),
    ...runs.map((run) => share((term) => run.has(term) || about.has(term))),
  );
  const wordShare = words / Math.max(weights.ideal, Number.EPSILON);
  const fusion = { words: 0, meaning: 0, run: 0, isForeign: false };
  return { candidate, score: 0, fusion, words, terms, wordShare, coverage, runCoverage };
}

/**
 * Orders candidates of both arms, best first. Every candidate is scored by words and, if it has a vector, by meaning;
 * each is divided by its best (ranks alone would throw away by how much an arm prefers its best) and added. Meaning
 * counts the more, the less of the question the best passages cover literally. `language` is the question's own, if known.
 */
export function rank(
  candidates: readonly Candidate[],
  questions: readonly Question[],
  statistics: Statistics,
  language: string | undefined,
): Ranked[] {
  const ranked = questions.flatMap((question) => {
    const read = candidates
      .filter(({ language }) => language === question.language)
      .map((candidate) => readCandidate(candidate));
    const weights = weigh(question, read, statistics);
    return read.map((candidate) => measure(candidate, question, weights, statistics.averageLength));
  });
  ranked.sort((a, b) => b.words - a.words);
  const bestWords = Math.max(ranked[0]?.words ?? 0, Number.EPSILON);
  const bestMeaning = Math.max(
    Number.EPSILON,
    ...ranked.map(({ candidate }) => candidate.similarity ?? 0),
  );
  const covered = Math.max(0, ...ranked.slice(0, 3).map(({ coverage }) => coverage));
  const meaning = MEANING - MEANING_LESS_COVERED * covered;
  for (const entry of ranked) {
    const { similarity } = entry.candidate;
    const byWords = entry.words / bestWords;
    // Without a vector, words stand for meaning too: a passage must not lose by being new.
    const byMeaning = similarity === undefined ? byWords : Math.max(0, similarity) / bestMeaning;
    const isForeign = language !== undefined && entry.candidate.language !== language;
    const [words, run] = [(1 - meaning) * byWords, RUN * entry.runCoverage];
    entry.fusion = { words, meaning: meaning * byMeaning, run, isForeign };
    entry.score = (words + entry.fusion.meaning + run) * (isForeign ? OTHER_LANGUAGE : 1);
  }
  return ranked.sort(
    (a, b) => b.score - a.score || (a.candidate.chunkId < b.candidate.chunkId ? -1 : 1),
  );
}
