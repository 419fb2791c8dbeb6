import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";

/** Numbers around 0 that are the same for each run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
}

/**
 * Vectors of 512 numbers that lie in 24 dimensions, the same for every caller: alike as texts about the same things are.
 */
export function vectorsLikeText(seed: number): () => number[] {
  const axis = numbersFrom(1);
  const axes = Array.from({ length: 24 }, () => Array.from({ length: 512 }, axis));
  const next = numbersFrom(seed);
  return () => {
    const vector = new Array<number>(512).fill(0);
    for (const direction of axes) {
      const step = next();
      direction.forEach((value, at) => (vector[at]! += step * value));
    }
    return vector.map((value) => Math.round(value * 1000) / 1000);
  };
}

/** Gives an organization a live document with one chunk and one window for each vector. Returns the chunks' ids. */
export async function plantVectors(
  scope: Scope,
  embedder: string,
  vectors: readonly number[][],
): Promise<string[]> {
  const { tenantId, organizationId } = scope;
  const documentId = newId();
  const ids = vectors.map(() => newId());
  await withTenant(scope, async (tx) => {
    await tx.knowledgeDocument.create({
      data: {
        tenantId,
        organizationId,
        id: documentId,
        kind: "document",
        origin: "text",
        title: "Planted",
        liveRevision: 1,
        status: "available",
        chunkCount: ids.length,
      },
    });
    await tx.$executeRaw`
      INSERT INTO knowledge_chunk
        (tenant_id, organization_id, id, document_id, revision, ordinal, heading, text, start_offset, end_offset, length)
      SELECT ${tenantId}::uuid, ${organizationId}::uuid, id, ${documentId}::uuid, 1, at, '', 'planted', 0, 0, 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS given(id, at)`;
    await tx.$executeRaw`
      INSERT INTO knowledge_vector (tenant_id, organization_id, chunk_id, ordinal, embedder, embedding)
      SELECT ${tenantId}::uuid, ${organizationId}::uuid, id, 0, ${embedder}, vector::halfvec
      FROM unnest(${ids}::uuid[], ${vectors.map((vector) => JSON.stringify(vector))}::text[]) AS given(id, vector)`;
  });
  return ids;
}
