import "server-only";
import { log } from "@/lib/platform/log/log";
import { withEngine } from "@/lib/platform/db/transaction";
import { inngestClient } from "./client";

const BATCH = 100;
const POLL_MS = 2_000;
/** After a claim nobody else takes the row for this long; a sender that died is followed by another. */
const CLAIM_SECONDS = 30;

interface DueEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
}

async function claimDue(): Promise<DueEvent[]> {
  return withEngine(
    (tx) => tx.$queryRaw<DueEvent[]>`
      UPDATE outbox_event SET available_at = now() + make_interval(secs => ${CLAIM_SECONDS}), attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM outbox_event WHERE available_at <= now() ORDER BY available_at LIMIT ${BATCH}
        FOR UPDATE SKIP LOCKED)
      RETURNING id, name, data`,
  );
}

/**
 * Sends the events that are due and removes them. An event that was sent but not removed is sent again with the same
 * id, by which the engine knows it. Returns how many were sent.
 */
export async function relayOnce(): Promise<number> {
  const due = await claimDue();
  if (due.length === 0) return 0;
  await inngestClient().send(due.map(({ id, name, data }) => ({ id, name, data })));
  await withEngine(
    (tx) =>
      tx.$executeRaw`DELETE FROM outbox_event WHERE id = ANY(${due.map(({ id }) => id)}::uuid[])`,
  );
  return due.length;
}

interface Relay {
  wake: () => void;
  stop: () => Promise<void>;
}

const shared = globalThis as typeof globalThis & { frontdeskRelay?: Relay };

/** Starts this process's relay: it sends when woken, and looks for left-over events every two seconds. */
export function startRelay(): Relay {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const drain = async () => {
    do {
      again = false;
      try {
        while ((await relayOnce()) === BATCH && !stopped);
      } catch (error) {
        log.error("events could not be sent and stay in the outbox", error);
      }
    } while (again && !stopped);
  };
  const wake = () => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = drain().finally(() => {
      running = undefined;
      if (!stopped) timer = setTimeout(wake, POLL_MS);
    });
  };
  const relay: Relay = {
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
  shared.frontdeskRelay = relay;
  wake();
  return relay;
}

/** Has committed events sent now instead of at the next look. */
export function wakeRelay(): void {
  shared.frontdeskRelay?.wake();
}
