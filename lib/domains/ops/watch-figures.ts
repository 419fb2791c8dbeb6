import "server-only";
import { waitingForConnections } from "@/lib/platform/db/client";
import { outboxBacklog } from "@/lib/platform/events/outbox-repository";
import { observe } from "@/lib/platform/telemetry/metrics";

/** Has the figures handed on that nobody's call tells: how far the outbox is behind, and who waits for a connection. */
export function watchFigures(): void {
  observe("frontdesk.outbox.size", "{event}", async () => [
    { value: (await outboxBacklog()).size },
  ]);
  observe("frontdesk.outbox.age", "s", async () => [
    { value: (await outboxBacklog()).oldestSeconds },
  ]);
  observe("frontdesk.database.waiting", "{caller}", async () =>
    waitingForConnections().map(({ role, waiting }) => ({
      value: waiting,
      of: { "frontdesk.database.role": role },
    })),
  );
}
