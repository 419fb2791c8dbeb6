import "server-only";
import { newId } from "@/lib/core/ids";
import {
  cancelJob,
  createJob,
  emitJob,
  holdRound,
  setJobTotal,
} from "@/lib/domains/ops/jobs-service";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { changeContent, insertDocument } from "../repository";
import { updateSource, type SourceRow } from "./repository";

export type Emitter = Scope & { traceId: string };

/** So many documents are indexed together: early enough to be asked about while the rest is read. */
const TOGETHER = 5;

/** The job that gathers what a sync reads; a new one when there is none, or when somebody has cancelled it. */
async function gatherer(
  tx: TenantTransaction,
  emitter: Emitter,
  source: SourceRow,
): Promise<string> {
  const { tenantId, organizationId } = emitter;
  const known = source.ingestJobId;
  if (known && (await holdRound(tx, { tenantId, organizationId, jobId: known, round: 1 }))) {
    return known;
  }
  const jobId = await createJob(tx, emitter, "knowledge.ingest", { total: 2 });
  await updateSource(tx, source.id, { ingestJobId: jobId });
  return jobId;
}

const gathered = (tx: TenantTransaction, jobId: string) =>
  tx.knowledgeDocument.count({ where: { jobId, deletedAt: null } });

/** Has what was gathered indexed. Does nothing when nothing was. */
export async function handOn(
  tx: TenantTransaction,
  emitter: Emitter,
  { id, ingestJobId }: Pick<SourceRow, "id" | "ingestJobId">,
): Promise<void> {
  if (ingestJobId === null) return;
  await updateSource(tx, id, { ingestJobId: null });
  const { tenantId, organizationId } = emitter;
  const round = { tenantId, organizationId, jobId: ingestJobId, round: 1 };
  if (!(await holdRound(tx, round))) return;
  const total = 2 * (await gathered(tx, ingestJobId));
  if (total === 0) return cancelJob(tx, round);
  await setJobTotal(tx, round, total);
  await emitJob(tx, emitter, { id: ingestJobId, kind: "knowledge.ingest" });
}

export interface ReadPage {
  title: string;
  body: string;
  url: string;
}

/** Whose change it is, for the document's history. */
function asJob(emitter: Emitter, id: string): TenantContext {
  return { ...emitter, actor: { kind: "job", id }, permissions: new Set() };
}

/**
 * Writes what was read of a page, as a new document or into the one that is there, and has it indexed with the next few.
 * Returns the document's id, or undefined when the one that was there is gone.
 */
export async function gather(
  tx: TenantTransaction,
  emitter: Emitter,
  source: SourceRow,
  { title, body, url }: ReadPage,
  documentId: string | null,
): Promise<string | undefined> {
  const jobId = await gatherer(tx, emitter, source);
  const id = documentId ?? newId();
  if (documentId === null) {
    await insertDocument(tx, emitter, {
      ...{ id, kind: "document", origin: "site", title, body, url, externalId: null, jobId },
    });
  } else if (
    !(await changeContent(tx, asJob(emitter, jobId), { id, jobId }, { title, body, url }))
  ) {
    return undefined;
  }
  if ((await gathered(tx, jobId)) >= TOGETHER) {
    await handOn(tx, emitter, { id: source.id, ingestJobId: jobId });
  }
  return id;
}
