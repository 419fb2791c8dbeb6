import "server-only";
import type { LookupTransaction } from "@/lib/platform/db/transaction";
import type { BreakerState } from "@/lib/platform/resilience/breaker";

/** Three missed signs of life of a process whose breakers are all closed. */
const GONE_AFTER = "3 minutes";

export interface PublishedState extends BreakerState {
  /** Unique among the breakers of a process. */
  key: string;
}

/** Writes what a process knows and removes what it, or a process that is gone, said before. By the database's clock. */
export async function putStates(
  tx: LookupTransaction,
  instanceId: string,
  states: readonly PublishedState[],
): Promise<void> {
  for (const state of states) {
    await tx.$executeRaw`
      INSERT INTO circuit_breaker (instance_id, name, dependency, affected_tenant_id, state,
        failures_in_window, opened_at, next_probe_at, last_error_class, seen_at)
      VALUES (${instanceId}, ${state.key}, ${state.dependency}, ${state.tenantId ?? null}::uuid,
        ${state.state}, ${state.failuresInWindow}, ${state.openedAt ?? null}::timestamptz,
        ${state.nextProbeAt ?? null}::timestamptz, ${state.lastErrorClass ?? null}, now())
      ON CONFLICT (instance_id, name) DO UPDATE SET state = excluded.state,
        failures_in_window = excluded.failures_in_window, opened_at = excluded.opened_at,
        next_probe_at = excluded.next_probe_at, last_error_class = excluded.last_error_class,
        seen_at = excluded.seen_at`;
  }
  const known = states.map(({ key }) => key);
  await tx.$executeRaw`
    DELETE FROM circuit_breaker
    WHERE (instance_id = ${instanceId} AND name <> ALL (${known}::text[]))
      OR seen_at < now() - ${GONE_AFTER}::interval`;
}

/** What processes that are alive say. */
export async function listStates(tx: LookupTransaction) {
  return tx.circuitBreaker.findMany({ orderBy: [{ name: "asc" }, { instanceId: "asc" }] });
}
