import "server-only";
import { notFound } from "@/lib/core/errors";
import { embedder } from "@/lib/platform/ai/embeddings";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findDocument } from "../repository";
import { listPassages } from "./repository";
import type { PassageList, PassageQuery } from "./schema";

/** One page of a document's passages, as search serves them now. Throws `not_found`. */
export async function readPassages(
  context: TenantContext,
  id: string,
  { cursor = 0, limit }: PassageQuery,
): Promise<PassageList> {
  const page = { after: cursor, limit: limit + 1, embedder: embedder()?.name };
  return withTenant(context, async (tx) => {
    const document = await findDocument(tx, id);
    if (!document) throw notFound("The document");
    const rows = await listPassages(tx, context, id, page);
    const passages = rows.slice(0, limit);
    return {
      passages,
      total: document.liveRevision === null ? 0 : document.chunkCount,
      nextCursor: rows.length > limit ? (passages.at(-1)?.position ?? null) : null,
    };
  });
}
