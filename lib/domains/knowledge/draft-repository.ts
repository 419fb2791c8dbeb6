import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { newId } from "@/lib/core/ids";
import type { TenantContext } from "@/lib/tenancy/context";
import type { Content } from "./ingestion/read-content";
import { storeVectors } from "./ingestion/embedding-repository";
import { publish, stageChunks, type StagedChunk } from "./ingestion/repository";
import { insertDocument } from "./repository";
import type { QuestionVector } from "./meaning-service";

export interface PreparedDraft {
  title: string;
  content: Content;
  alternatives: string[];
  chunks: readonly StagedChunk[];
  /** By the text of a window. */
  vectors: ReadonlyMap<string, QuestionVector>;
}

/** How a FAQ begins and stays until somebody changes it. */
const FIRST = 1;

/** Writes a FAQ as its ingestion would, live at once. Returns its id. */
export async function writeDraft(
  tx: TenantTransaction,
  context: TenantContext,
  { title, content, alternatives, chunks, vectors }: PreparedDraft,
): Promise<string> {
  const id = newId();
  const { text: body } = content;
  await insertDocument(tx, context, {
    ...{ id, kind: "faq", origin: "text", title, body, alternatives },
  });
  const draft = { id, revision: FIRST, fileName: null };
  await stageChunks(tx, context, draft, chunks);
  const indexedLength = chunks.reduce((sum, { length }) => sum + length, 0);
  await publish(tx, draft, { ...content, chunkCount: chunks.length, indexedLength });
  const windows = await tx.knowledgeWindow.findMany({
    where: { documentId: id },
    select: { id: true, text: true },
  });
  const made = windows.flatMap(({ id: window, text }) => {
    const known = vectors.get(text);
    return known ? [{ id: window, vector: known.vector }] : [];
  });
  const [first] = vectors.values();
  if (first) await storeVectors(tx, context, first.embedder, made);
  return id;
}
