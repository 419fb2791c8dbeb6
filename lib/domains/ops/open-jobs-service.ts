import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { JobKind } from "./job-kinds-terms";
import { OPEN } from "./jobs-repository";

/**
 * The id of an organization's open job of a kind, the newest; undefined when none is open: then nobody but the caller
 * starts one until the end of the transaction.
 */
export async function openJobOrTurn(
  tx: TenantTransaction,
  { organizationId }: Scope,
  kind: JobKind,
): Promise<string | undefined> {
  const subject = `start ${kind} ${organizationId}`;
  await tx.$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
  const job = await tx.job.findFirst({
    where: { kind, status: { in: OPEN } },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return job?.id;
}

/** When the newest of an organization's jobs of these kinds ended; undefined when none has, or while one is open. */
export async function lastEndOf(
  tx: TenantTransaction,
  kinds: readonly JobKind[],
): Promise<Date | undefined> {
  const where = { kind: { in: [...kinds] } };
  const open = await tx.job.count({ where: { ...where, status: { in: OPEN } } });
  if (open > 0) return undefined;
  const last = await tx.job.findFirst({
    where: { ...where, finishedAt: { not: null } },
    orderBy: { finishedAt: "desc" },
    select: { finishedAt: true },
  });
  return last?.finishedAt ?? undefined;
}
