import "server-only";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createJob, finishJob } from "@/lib/domains/ops/jobs-service";
import { keepAnswer } from "@/lib/http/idempotency";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { AuditAction } from "@/lib/tenancy/audit-actions";
import type { TenantContext } from "@/lib/tenancy/context";
import {
  changeContent,
  fillReservation,
  findByExternalId,
  insertDocument,
  reserveDocument,
} from "./repository";
import type { AcceptedView, BulkView } from "./schema";
import { startIngestion, takesExternalId, write } from "./write";

/** Content as it comes in, whatever its kind: a FAQ's question is the title, its answer the body. */
export interface NewContent {
  kind: "document" | "faq";
  origin: "text" | "api";
  title: string;
  body: string;
  alternatives?: string[];
  url?: string | undefined;
  externalId?: string | undefined;
}

interface Stored {
  id: string;
  status: AcceptedView["status"];
  action: AuditAction | undefined;
}

function isSame(
  existing: NonNullable<Awaited<ReturnType<typeof findByExternalId>>>,
  { title, body, alternatives = [], url }: NewContent,
): boolean {
  return (
    existing.status === "available" &&
    existing.title === title &&
    existing.body === body &&
    existing.url === (url ?? null) &&
    existing.alternatives.join("\0") === alternatives.join("\0")
  );
}

// The same external id again updates: an integration may send everything each night, so what did not change costs nothing.
async function put(
  tx: TenantTransaction,
  context: TenantContext,
  jobId: string,
  content: NewContent,
): Promise<Stored> {
  const { kind, origin, title, body, alternatives = [], externalId = null } = content;
  const url = content.url ?? null;
  const existing = externalId === null ? null : await findByExternalId(tx, externalId);
  if (existing && (existing.kind !== kind || existing.fileName !== null)) {
    const owner = existing.kind === "faq" ? "a FAQ" : "a document";
    throw new AppError(
      "conflict",
      `This externalId belongs to ${existing.fileName === null ? owner : "an uploaded file"}.`,
      { field: "externalId" },
    );
  }
  if (existing && isSame(existing, content)) {
    return { id: existing.id, status: "available", action: undefined };
  }
  const change = { title, body, alternatives, url };
  // What was deleted since it was found is made anew.
  if (existing && (await changeContent(tx, context, { id: existing.id, jobId }, change))) {
    return { id: existing.id, status: "queued", action: "document.updated" };
  }
  const id = newId();
  await insertDocument(tx, context, { id, kind, origin, ...change, externalId, jobId });
  return { id, status: "queued", action: "document.created" };
}

// Everybody takes the external ids in one order, so that two calls with the same ones wait for each other in turn.
function inOrderOfIds(contents: readonly NewContent[]): [number, NewContent][] {
  const key = ({ externalId }: NewContent) => externalId ?? "";
  return [...contents.entries()].sort(([, a], [, b]) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0,
  );
}

async function store(
  tx: TenantTransaction,
  context: TenantContext,
  contents: readonly NewContent[],
): Promise<BulkView> {
  const jobId = await createJob(tx, context, "knowledge.ingest", {
    total: 2 * contents.length,
  });
  const stored = new Map<number, Stored>();
  for (const [index, content] of inOrderOfIds(contents)) {
    stored.set(index, await put(tx, context, jobId, content));
  }
  const results = contents.map((_, index) => stored.get(index)!);
  for (const action of ["document.created", "document.updated"] as const) {
    const changed = results.filter((result) => result.action === action);
    await recordAudit(
      tx,
      context,
      action,
      changed.map(({ id }) => id),
    );
  }
  if (results.some(({ action }) => action)) await startIngestion(tx, context, jobId);
  else await finishJob(tx, { ...context, jobId, round: 1 });
  const documents = results.map(({ id, status }, index) => ({
    id,
    externalId: contents[index]!.externalId ?? null,
    status,
  }));
  return { documents, jobId };
}

/**
 * Stores one content inside a transaction that is under way, whose caller wakes the relay after it. For contents without
 * an external id, which nobody can take.
 */
export async function addContentIn(
  tx: TenantTransaction,
  context: TenantContext,
  content: Omit<NewContent, "externalId">,
): Promise<{ id: string; jobId: string }> {
  const { documents, jobId } = await store(tx, context, [content]);
  return { id: documents[0]!.id, jobId };
}

const RACES = 3;

async function add<T>(
  context: TenantContext,
  contents: readonly NewContent[],
  toAnswer: (stored: BulkView) => T,
): Promise<T> {
  for (let race = 1; ; race += 1) {
    try {
      return await write(context, async (tx) =>
        keepAnswer(tx, toAnswer(await store(tx, context, contents))),
      );
    } catch (error) {
      // Another call was faster with the same external id: now it is found, and updated.
      if (!takesExternalId(error) || race === RACES) throw error;
    }
  }
}

/**
 * Stores contents and starts one job that indexes them. All or nothing. Throws `conflict` when an external id belongs
 * to a record of the other kind or to a file.
 */
export function addContents(
  context: TenantContext,
  contents: readonly NewContent[],
): Promise<BulkView> {
  return add(context, contents, (stored) => stored);
}

/** Stores one content; throws as `addContents` does. */
export function addContent(context: TenantContext, content: NewContent): Promise<AcceptedView> {
  return add(context, [content], ({ documents, jobId }) => ({
    id: documents[0]!.id,
    jobId,
    status: documents[0]!.status,
  }));
}

export interface NewFile {
  id: string;
  title: string;
  fileName: string;
  fileType: string;
  fileBytes: number;
  fileSha256: string;
}

/** Before a file is stored: from now on the sweep knows of it, whatever becomes of this process. */
export async function reserveFile(context: TenantContext, file: NewFile): Promise<void> {
  await withTenant(context, (tx) =>
    reserveDocument(tx, context, { ...file, kind: "document", origin: "upload", alternatives: [] }),
  );
}

/** After storage has taken the file: shows its record and starts its ingestion. */
export async function addReservedFile(context: TenantContext, id: string): Promise<AcceptedView> {
  return write(context, async (tx) => {
    const jobId = await createJob(tx, context, "knowledge.ingest", { total: 2 });
    if (!(await fillReservation(tx, id, jobId))) {
      throw new AppError("timeout", "Storing the file took too long. Upload it again.");
    }
    await recordAudit(tx, context, "document.created", [id]);
    await startIngestion(tx, context, jobId);
    return keepAnswer(tx, { id, jobId, status: "queued" });
  });
}
