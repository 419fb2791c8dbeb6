import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { detectLanguage } from "@/lib/platform/language/detect-language";
import { parseUpload } from "@/lib/platform/parsing/parse-upload";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { documentKey } from "@/lib/platform/storage/keys";
import { chunkText } from "../chunking/chunk-text";
import { indexTerms } from "../retrieval/index-terms";
import { FILE_REVISION } from "../upload";
import {
  loadContent,
  publishRevision,
  removeOtherChunks,
  stageChunks,
  storeParsedText,
  type DocumentContent,
  type StagedChunk,
} from "./repository";

/** Chunks written or removed in one transaction: short enough that nobody waits for it. */
const CHUNKS_AT_ONCE = 100;

async function readFile(scope: Scope, document: DocumentContent): Promise<string> {
  const bytes = await fileStorage().get(
    documentKey(scope, { id: document.id, revision: FILE_REVISION }),
  );
  if (createHash("sha256").update(bytes).digest("hex") !== document.fileSha256) {
    throw new AppError("unprocessable_file", "The stored file is damaged. Upload it again.", {
      details: { reason: "corrupt" },
    });
  }
  const parsed = await parseUpload(
    {
      content: { bytes },
      fileName: document.fileName ?? "",
      declaredType: document.fileType ?? "",
    },
    AbortSignal.timeout(90_000),
  );
  return parsed.text;
}

async function textOf(scope: Scope, document: DocumentContent): Promise<string> {
  if (document.body !== null) return document.body;
  const text = await readFile(scope, document);
  await withTenant(scope, (tx) => storeParsedText(tx, document.id, document.revision, text));
  return text;
}

function cut(document: DocumentContent, text: string, language: string): StagedChunk[] {
  const { title, kind, alternatives } = document;
  const chunks = chunkText({ title, text, kind, alternatives });
  if (chunks.length === 0) {
    throw new AppError("unprocessable_file", "There is no text in this document.", {
      details: { reason: "empty" },
    });
  }
  return chunks.map((chunk) => ({ ...chunk, ...indexTerms({ title, chunk, language }) }));
}

async function removeChunks(scope: Scope, id: string, keep: number | null): Promise<void> {
  let removed: number;
  do {
    removed = await withTenant(scope, (tx) => removeOtherChunks(tx, id, keep, CHUNKS_AT_ONCE));
  } while (removed === CHUNKS_AT_ONCE);
}

/**
 * Makes the current revision of a document retrievable by keyword: the one before it serves until all chunks of this one
 * are there, then they change places in one statement. Doing it again ends in the same rows. Throws AppError when the
 * content is at fault; a document that is gone is passed over.
 */
export async function indexDocument(scope: Scope, id: string): Promise<void> {
  const document = await withTenant(scope, (tx) => loadContent(tx, id));
  if (!document || document.liveRevision === document.revision) return;
  const text = await textOf(scope, document);
  const language = detectLanguage(`${document.title}\n${text}`, document.organization.language);
  const chunks = cut(document, text, language);
  // What an attempt that died has left of this revision would stand beside what this one writes.
  await removeChunks(scope, id, document.liveRevision);
  for (let start = 0; start < chunks.length; start += CHUNKS_AT_ONCE) {
    const batch = chunks.slice(start, start + CHUNKS_AT_ONCE);
    await withTenant(scope, (tx) => stageChunks(tx, scope, document, batch));
  }
  const published = await withTenant(scope, (tx) =>
    publishRevision(tx, {
      id,
      revision: document.revision,
      chunkCount: chunks.length,
      indexedLength: chunks.reduce((sum, { length }) => sum + length, 0),
      language,
    }),
  );
  if (published) await removeChunks(scope, id, document.revision);
}
