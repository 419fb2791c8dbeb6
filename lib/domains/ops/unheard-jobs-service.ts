import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { log } from "@/lib/platform/log/log";
import { findUnheard } from "./jobs-repository";
import { emitJob } from "./jobs-service";

/**
 * Hands those jobs of an organization to the engine once more that it took and never began: self-hosted Inngest says that it
 * has an event before it has written it down, and one that is killed then has lost it. The event has the id of the first
 * one, by which an engine that has the job in line still begins it once.
 */
export async function handOnUnheard(scope: Scope): Promise<void> {
  const unheard = await withTenant(scope, async (tx) => {
    const jobs = await findUnheard(tx, scope);
    for (const { traceId, ...job } of jobs) await emitJob(tx, { ...scope, traceId }, job);
    return jobs.length;
  });
  if (unheard === 0) return;
  log.warn("jobs that were not begun are handed on again", {
    jobs: unheard,
    organization_id: scope.organizationId,
  });
  wakeRelay();
}
