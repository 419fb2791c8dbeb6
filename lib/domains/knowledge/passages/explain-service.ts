import "server-only";
import { notFound } from "@/lib/core/errors";
import { embedder } from "@/lib/platform/ai/embeddings";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { namesTheUnsaid, rateUnits, shareSaid } from "../relevance-service";
import { findDocument } from "../repository";
import { ANSWERABLE_FROM } from "../retrieval/confidence";
import type { Passage } from "../retrieval/passage";
import type { Ranked } from "../retrieval/rank";
import { CANDIDATES, passagesOf, search, type Search } from "../retrieval/retrieve";
import { searchVectors } from "../retrieval/vector-search-repository";
import { PASSAGES } from "../search-service";
import { wordsOf } from "./question-words";
import { listPassages } from "./repository";
import type { ExplainedPassage, Explanation, PassageView } from "./schema";

/** So many of the passages that compete are shown beside the document's own, and so many of its own that were not found. */
const OTHERS = 5;
const UNFOUND = 20;

/** The sentence of a passage that holds most of the question. */
function bestSentence(question: string, passage: Passage): string | null {
  const [units = []] = rateUnits(question, passage.language, [passage]);
  const best = units
    .filter(({ kind, rating }) => kind !== "heading" && rating > 0)
    .sort((a, b) => b.rating - a.rating)[0];
  return best ? passage.text.slice(best.start, best.end).trim() : null;
}

function explainRanked(
  question: string,
  { ranked, ...found }: { ranked: Ranked; rank: number; isOwn: boolean; isRead: boolean },
  passage: Passage,
  rarity: ReadonlyMap<string, number>,
): ExplainedPassage {
  const { candidate, score, words, wordShare, terms, coverage, fusion } = ranked;
  const { chunkId, documentId, title, heading, text, language, similarity = null } = candidate;
  const written = wordsOf(question, language);
  return {
    ...{ chunkId, documentId, title, heading, text, ...found, score, coverage, similarity, fusion },
    words: {
      score: words,
      share: wordShare,
      terms: terms.map(({ term, kind, score }) => ({ words: written(term), kind, score })),
    },
    said: shareSaid(question, passage, rarity),
    sentence: bestSentence(question, passage),
  };
}

/** A passage of the document's own that neither arm has handed in. */
function explainUnfound(
  { id, heading, text }: PassageView,
  document: { id: string; title: string },
  similarity: number | null,
): ExplainedPassage {
  const nothing = {
    rank: null,
    score: null,
    words: null,
    coverage: null,
    said: null,
    fusion: null,
  };
  const { id: documentId, title } = document;
  const own = { chunkId: id, documentId, title, heading, text, isOwn: true, isRead: false };
  return { ...own, ...nothing, similarity, sentence: null };
}

async function readUnfound(
  context: TenantContext,
  documentId: string,
  { ranked, vector }: Search,
): Promise<ExplainedPassage[]> {
  const found = new Set(ranked.map(({ candidate }) => candidate.chunkId));
  return withTenant(context, async (tx) => {
    const document = await findDocument(tx, documentId);
    if (!document) throw notFound("The document");
    const page = { after: 0, limit: UNFOUND + found.size, embedder: embedder()?.name };
    const all = await listPassages(tx, context, documentId, page);
    const unfound = all.filter(({ id }) => !found.has(id)).slice(0, UNFOUND);
    const ids = unfound.map(({ id }) => id);
    // None but these: the nearest ones are candidates already.
    const near = vector && ids.length > 0 ? await searchVectors(tx, context, vector, 0, ids) : [];
    const similarity = new Map(near.map((hit) => [hit.chunkId, hit.similarity]));
    return unfound.map((passage) =>
      explainUnfound(passage, document, similarity.get(passage.id) ?? null),
    );
  });
}

/** How often what is asked about stands in the organization's knowledge, in the best passage's language. */
function explainTerms(question: string, { ranked, questions, statistics }: Search) {
  const language = ranked[0]?.candidate.language;
  const asked = questions.find((one) => one.language === language) ?? questions[0];
  if (!asked) return [];
  const written = wordsOf(question, asked.language);
  return [...asked.content].map((term) => ({
    words: written(term),
    passages: statistics.containing(term),
  }));
}

/**
 * Why search finds a document's passages for a question, or does not, beside those that it prefers: the figures of the very
 * search that answers visitors. Throws `not_found`.
 */
export async function explainDocument(
  context: TenantContext,
  id: string,
  question: string,
  signal: AbortSignal,
): Promise<Explanation> {
  const searched = await search(context, question, CANDIDATES, signal);
  const unfound = await readUnfound(context, id, searched);
  const found = passagesOf(searched, searched.ranked.length);
  const isOwn = ({ candidate }: Ranked) => candidate.documentId === id;
  const others = searched.ranked.filter((ranked) => !isOwn(ranked)).slice(0, OTHERS);
  const shown = searched.ranked.flatMap((ranked, at) => {
    if (!isOwn(ranked) && !others.includes(ranked)) return [];
    const facts = { ranked, rank: at + 1, isOwn: isOwn(ranked) };
    const isRead = found.answerable && at < PASSAGES;
    return [explainRanked(question, { ...facts, isRead }, found.passages[at]!, found.rarity)];
  });
  const read = found.passages.slice(0, PASSAGES);
  return {
    passages: [...shown, ...unfound],
    found: searched.ranked.length,
    read: Math.min(read.length, PASSAGES),
    confidence: found.confidence,
    threshold: ANSWERABLE_FROM,
    isAnswerable: found.answerable,
    byMeaning: searched.vector !== undefined,
    unsaidNames: read.length > 0 && namesTheUnsaid(question, found.language, read),
    terms: explainTerms(question, searched),
  };
}
