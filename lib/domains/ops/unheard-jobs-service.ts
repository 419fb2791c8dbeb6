import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { eventIdOf } from "@/lib/platform/events/outbox";
import { wakeRelay } from "@/lib/platform/events/relay";
import { log } from "@/lib/platform/log/log";
import type { JobKind } from "./job-kinds-terms";
import { emitJob } from "./jobs-service";

const UNHEARD_AFTER_MS = 10 * 60 * 1000;
/** So many of an organization in one look, those that wait for longest first: what is in its turn begins meanwhile. */
const AT_ONCE = 200;

/** Jobs whose event was sent long ago and that have not begun. One that a sync still gathers pages for has none yet. */
async function findUnheard(tx: TenantTransaction, queuedBefore: Date) {
  const waiting = await tx.job.findMany({
    where: {
      status: "queued",
      startedAt: null,
      queuedAt: { lt: queuedBefore },
      gatherers: { none: {} },
    },
    select: { id: true, kind: true, subjectId: true, round: true, traceId: true },
    orderBy: { queuedAt: "asc" },
    take: AT_ONCE,
  });
  const jobs = waiting.map((job) => ({ ...job, eventId: eventIdOf({ ...job, jobId: job.id }) }));
  const unsent = await tx.outboxEvent.findMany({
    where: { id: { in: jobs.map(({ eventId }) => eventId) } },
    select: { id: true },
  });
  const isUnsent = new Set(unsent.map(({ id }) => id));
  return jobs.filter(({ eventId }) => !isUnsent.has(eventId));
}

/**
 * Hands those jobs of an organization to the engine once more that it took and never began: self-hosted Inngest says that it
 * has an event before it has written it down, and one that is killed then has lost it. The event has the id of the first
 * one, by which an engine that has the job in line still begins it once.
 */
export async function handOnUnheard(scope: Scope): Promise<void> {
  const unheard = await withTenant(scope, async (tx) => {
    const jobs = await findUnheard(tx, new Date(Date.now() - UNHEARD_AFTER_MS));
    for (const { kind, traceId, ...job } of jobs)
      await emitJob(tx, { ...scope, traceId }, { ...job, kind: kind as JobKind });
    return jobs.length;
  });
  if (unheard === 0) return;
  log.warn("jobs that were not begun are handed on again", {
    jobs: unheard,
    organization_id: scope.organizationId,
  });
  wakeRelay();
}
