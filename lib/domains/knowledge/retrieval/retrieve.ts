import "server-only";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { detectLanguage } from "@/lib/platform/language/detect-language";
import type { TenantContext } from "@/lib/tenancy/context";
import { inverseFrequency } from "./bm25";
import { ANSWERABLE_FROM, confidenceOf, isAlike } from "./confidence";
import { embedQuestion } from "./embed-question";
import { findKin, readCollection, searchKeywords } from "./keyword-search-repository";
import type { RetrievedPassages } from "./passage";
import { loadCandidates } from "./passage-repository";
import { readQuestion, type Question } from "./question";
import { rank, type Ranked, type Statistics } from "./rank";
import { searchVectors, type QuestionVector } from "./vector-search-repository";

/** How many chunks each arm hands in. */
export const CANDIDATES = 40;
/** More languages than an organization's documents are ever asked in at once. */
const MAX_LANGUAGES = 4;
/** What a question is asked in, where neither the words nor the organization tell. */
const FALLBACK = "en";

/** Runs a part of the reading: in a transaction of its own, or in one that is under way. */
type Read = <T>(fn: (tx: TenantTransaction) => Promise<T>) => Promise<T>;

async function searchWords(context: TenantContext, read: Read, text: string, limit: number) {
  return read(async (tx) => {
    const collection = await readCollection(tx, context);
    const known = collection.languages.slice(0, MAX_LANGUAGES);
    const asked = known.map((language) => readQuestion(text, language));
    const questions = await findKin(tx, context, asked);
    const found = await searchKeywords(tx, context, collection, questions, limit);
    return { collection, questions, ...found };
  });
}

async function gather(
  context: TenantContext,
  read: Read,
  hits: readonly string[],
  vector: QuestionVector | undefined,
  limit: number,
) {
  return read(async (tx) => {
    const near = vector ? await searchVectors(tx, context, vector, limit, hits) : [];
    const similarity = new Map(near.map((hit) => [hit.chunkId, hit.similarity]));
    const ids = [...new Set([...hits, ...similarity.keys()])];
    const candidates = await loadCandidates(tx, context, ids);
    return candidates.map((candidate) => ({
      ...candidate,
      similarity: similarity.get(candidate.chunkId),
    }));
  });
}

/** In which language a question is embedded. */
export function languageAsked(text: string): string {
  return detectLanguage(text, undefined) ?? FALLBACK;
}

/** A search with all that it weighed: what a visitor's answer rests on, and what its owner is told of it. */
export interface Search {
  /** Every candidate, best first. */
  ranked: Ranked[];
  /** The question as the documents of each language are asked. */
  questions: Question[];
  statistics: Statistics;
  /** Absent when words alone were searched. */
  vector: QuestionVector | undefined;
  /** The question's own language, or the organization's where that cannot be told. */
  language: string;
  confidence: number;
}

type Vector = QuestionVector | undefined;

/** Weighs the candidates of both arms, at least `wide` of each, for a question. */
export function search(
  context: TenantContext,
  text: string,
  wide: number,
  signal: AbortSignal,
): Promise<Search> {
  const vector = embedQuestion(context, text, languageAsked(text), signal);
  return weigh(context, { text, wide, vector }, (fn) => withTenant(context, fn));
}

async function weigh(
  context: TenantContext,
  asked: { text: string; wide: number; vector: Vector | Promise<Vector> },
  read: Read,
): Promise<Search> {
  const { text, wide } = asked;
  const detected = detectLanguage(text, undefined);
  const [vector, words] = await Promise.all([asked.vector, searchWords(context, read, text, wide)]);
  const { collection, questions } = words;
  const hits = words.hits.map(({ chunkId }) => chunkId);
  const candidates = await gather(context, read, hits, vector, wide);
  const containing = new Map(words.frequencies.map(({ term, chunks }) => [term, chunks]));
  const { chunks, averageLength } = collection;
  const statistics = {
    chunks,
    averageLength,
    containing: (term: string) => containing.get(term) ?? 0,
  };
  const ranked = rank(candidates, questions, statistics, detected);
  const [best] = ranked;
  const inItsLanguage = questions.find(({ language }) => language === best?.candidate.language);
  const confidence = best && inItsLanguage?.hasContent ? confidenceOf(best, vector?.embedder) : 0;
  const language = detected ?? collection.language;
  return { ranked, questions, statistics, vector, language, confidence };
}

/** The passages that a search hands on, at most `limit`. */
export function passagesOf(
  { ranked, questions, statistics, vector, language, confidence }: Search,
  limit: number,
): RetrievedPassages {
  return {
    passages: ranked.slice(0, limit).map(({ candidate, score }) => {
      const { documentId, chunkId, kind, title, url, heading, alternatives, language } = candidate;
      return {
        documentId,
        chunkId,
        kind,
        title,
        url,
        heading,
        text: candidate.text,
        alternatives,
        language,
        score,
        alike: isAlike(candidate.similarity, vector?.embedder),
      };
    }),
    language,
    rarity: new Map(
      questions.flatMap(({ content }) =>
        [...content].map((term) => [
          term,
          inverseFrequency(statistics.containing(term), statistics.chunks),
        ]),
      ),
    ),
    confidence,
    answerable: confidence >= ANSWERABLE_FROM,
  };
}

/**
 * Finds the passages of an organization that answer a question, best first, and how likely the best of them does. Without
 * an embedder, or when it is late or does not know the question's language, keyword search stands alone.
 */
export async function retrieve(
  context: TenantContext,
  text: string,
  limit: number,
  signal: AbortSignal,
): Promise<RetrievedPassages> {
  return passagesOf(await search(context, text, Math.max(CANDIDATES, limit), signal), limit);
}

/** The same inside a transaction that is under way, with the question's vector at hand. */
export async function retrieveIn(
  tx: TenantTransaction,
  context: TenantContext,
  { text, limit, vector }: { text: string; limit: number; vector: Vector },
): Promise<RetrievedPassages> {
  const asked = { text, wide: Math.max(CANDIDATES, limit), vector };
  return passagesOf(await weigh(context, asked, (fn) => fn(tx)), limit);
}
