import "server-only";
import { describeError, log } from "@/lib/platform/log/log";
import { Prisma } from "@/lib/platform/db/generated/client";
import { withEngine } from "@/lib/platform/db/transaction";
import { inngestClient } from "./client";

const BATCH = 100;
const POLL_MS = 2_000;
/** After a claim nobody else takes the row for this long; a sender that died is followed by another. */
const CLAIM_SECONDS = 60;
/** When so many are refused one after another, it is the engine that is away and not the events that are wrong. */
const REFUSALS = 3;
const MAX_DELAY_SECONDS = 300;

interface DueEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
}

/** Of tenants, and of persons who belong to none. */
const OUTBOXES = [Prisma.raw("outbox_event"), Prisma.raw("account_outbox_event")];
type Outbox = (typeof OUTBOXES)[number];

const idsOf = (events: readonly DueEvent[]) => events.map(({ id }) => id);

async function claimDue(outbox: Outbox): Promise<DueEvent[]> {
  return withEngine(
    (tx) => tx.$queryRaw<DueEvent[]>`
      UPDATE ${outbox} SET available_at = now() + make_interval(secs => ${CLAIM_SECONDS}), attempts = attempts + 1
      WHERE id IN (
        SELECT id FROM ${outbox} WHERE available_at <= now() ORDER BY available_at LIMIT ${BATCH}
        FOR UPDATE SKIP LOCKED)
      RETURNING id, name, data`,
  );
}

async function send(outbox: Outbox, events: readonly DueEvent[]): Promise<void> {
  await inngestClient().send(events.map(({ id, name, data }) => ({ id, name, data })));
  await withEngine(
    (tx) => tx.$executeRaw`DELETE FROM ${outbox} WHERE id = ANY(${idsOf(events)}::uuid[])`,
  );
}

/** Each refusal doubles the wait: 2, 4, 8 … seconds. */
async function postpone(outbox: Outbox, refused: readonly DueEvent[]): Promise<void> {
  await withEngine(
    (tx) => tx.$executeRaw`
      UPDATE ${outbox} SET available_at = now()
        + make_interval(secs => least(power(2, least(attempts, 20)), ${MAX_DELAY_SECONDS}::int))
      WHERE id = ANY(${idsOf(refused)}::uuid[])`,
  );
}

/** Gives back what was claimed and not tried. */
async function release(outbox: Outbox, untried: readonly DueEvent[]): Promise<void> {
  await withEngine(
    (tx) => tx.$executeRaw`
      UPDATE ${outbox} SET available_at = now() + interval '1 second', attempts = attempts - 1
      WHERE id = ANY(${idsOf(untried)}::uuid[])`,
  );
}

/**
 * Sends events one by one, so that one which the engine refuses does not hold up the others; those that it refuses wait,
 * and after some in a row so does the rest. Returns how many were sent.
 */
async function sendApart(outbox: Outbox, events: readonly DueEvent[]): Promise<number> {
  const refused: DueEvent[] = [];
  let inARow = 0;
  let tried = 0;
  for (; tried < events.length && inARow < REFUSALS; tried += 1) {
    const event = events[tried]!;
    try {
      await send(outbox, [event]);
      inARow = 0;
    } catch (error) {
      log.error("an event could not be sent", error, {
        event_id: event.id,
        event_name: event.name,
      });
      refused.push(event);
      inARow += 1;
    }
  }
  await postpone(outbox, refused);
  await release(outbox, events.slice(tried));
  return tried - refused.length;
}

async function relayFrom(outbox: Outbox): Promise<number> {
  const due = await claimDue(outbox);
  if (due.length === 0) return 0;
  try {
    await send(outbox, due);
    return due.length;
  } catch (error) {
    log.warn("events could not be sent together", { events: due.length, ...describeError(error) });
    return sendApart(outbox, due);
  }
}

/**
 * Sends the events that are due and removes them. An event that was sent but not removed is sent again with the same
 * id, by which the engine knows it. What cannot be sent stays and waits longer each time. Returns how many were sent.
 */
export async function relayOnce(): Promise<number> {
  let sent = 0;
  for (const outbox of OUTBOXES) sent += await relayFrom(outbox);
  return sent;
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
        while ((await relayOnce()) >= BATCH && !stopped);
      } catch (error) {
        log.error("the outbox could not be read", error);
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
