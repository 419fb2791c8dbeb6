import "server-only";
import { waitingForConnections } from "@/lib/platform/db/client";
import { outboxBacklog } from "@/lib/platform/events/outbox-repository";
import { breakerStates } from "@/lib/platform/resilience/registry";
import { observe } from "@/lib/platform/telemetry/metrics";

/** Has the figures handed on that nobody's call tells: how far the outbox is behind, which breakers are open (1, half open 0.5), and who waits for a connection. */
export function watchFigures(): void {
  observe("frontdesk.outbox.size", "{event}", async () => [
    { value: (await outboxBacklog()).size },
  ]);
  observe("frontdesk.outbox.age", "s", async () => [
    { value: (await outboxBacklog()).oldestSeconds },
  ]);
  observe("frontdesk.circuit_breaker.open", "{breaker}", async () =>
    // Those of one tenant alone are not told apart: a series for each would be one for each tenant.
    breakerStates()
      .filter(({ tenantId }) => tenantId === undefined)
      .map(({ name, state }) => ({
        value: { closed: 0, half_open: 0.5, open: 1 }[state],
        of: { "frontdesk.circuit_breaker": name },
      })),
  );
  observe("frontdesk.database.waiting", "{caller}", async () =>
    waitingForConnections().map(({ role, waiting }) => ({
      value: waiting,
      of: { "frontdesk.database.role": role },
    })),
  );
}
