import "server-only";
import type { TenantContext } from "@/lib/tenancy/context";
import type { RetrievedPassages } from "./retrieval/passage";
import { retrieve } from "./retrieval/retrieve";
import type { SearchView } from "./schema";

export type { RetrievedPassages } from "./retrieval/passage";

/** As many as an answerer reads. */
export const PASSAGES = 10;

/** What the API's search shows. */
export async function searchKnowledge(
  context: TenantContext,
  { query, limit }: { query: string; limit: number },
  signal: AbortSignal,
): Promise<SearchView> {
  const began = performance.now();
  const { passages, confidence } = await retrieve(context, query, limit, signal);
  return {
    results: passages.map(({ documentId, chunkId, title, url, text, score }) => ({
      documentId,
      chunkId,
      title,
      url,
      text,
      score,
    })),
    confidence,
    tookMs: Math.round(performance.now() - began),
  };
}

/** What an answerer works with. */
export function retrievePassages(
  context: TenantContext,
  question: string,
  signal: AbortSignal,
): Promise<RetrievedPassages> {
  return retrieve(context, question, PASSAGES, signal);
}
