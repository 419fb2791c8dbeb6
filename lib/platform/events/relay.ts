import "server-only";
import { describeError } from "@/lib/platform/log/describe-error";
import { log } from "@/lib/platform/log/log";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { inngestClient } from "./client";
import { refusalOf } from "./event-refused";
import {
  BATCH,
  claimDue,
  OUTBOXES,
  postpone,
  release,
  remove,
  type DueEvent,
  type Outbox,
} from "./outbox-repository";

const POLL_MS = 2_000;
const STOPS_WITHIN_MS = 1_000;
/** When so many are refused one after another, it is the engine that is away and not the events that are wrong. */
const REFUSALS = 3;

/**
 * So often an event is tried before a refusal of the engine counts for good. With the pauses of `postpone` that is 23
 * minutes after the first time: a self-hosted Inngest also answers 400 while its own storage is away.
 */
export const GIVE_UP_AFTER = 12;

/** Told of the events that the engine does not take. Both may be told again. */
export interface Undelivered {
  /** The engine will not have it, and it is not sent again: what it starts has ended. */
  refused: (event: DueEvent, status: number) => Promise<void>;
  /** It has failed for some minutes and is sent again and again. */
  delayed: (event: DueEvent) => Promise<void>;
}

async function send(outbox: Outbox, events: readonly DueEvent[]): Promise<void> {
  await inngestClient().send(events.map(({ id, name, data }) => ({ id, name, data })));
  await remove(outbox, events);
}

/** Whether an event that could not be sent is given up. What is told of it may fail, and is told again with the next. */
async function isGivenUp(
  undelivered: Undelivered,
  event: DueEvent,
  error: unknown,
): Promise<boolean> {
  if (event.attempts < GIVE_UP_AFTER) return false;
  const status = refusalOf(error);
  try {
    if (status === undefined) await undelivered.delayed(event);
    else await undelivered.refused(event, status);
  } catch (problem) {
    log.error("that an event is not taken could not be kept", problem, { event_id: event.id });
    return false;
  }
  return status !== undefined;
}

/**
 * Sends events one by one, so that one which the engine refuses does not hold up the others; those that it refuses wait,
 * and after some in a row so does the rest. One that it refuses too often is given up. Returns how many were sent.
 */
async function sendApart(
  outbox: Outbox,
  events: readonly DueEvent[],
  undelivered: Undelivered,
): Promise<number> {
  const refused: DueEvent[] = [];
  const givenUp: DueEvent[] = [];
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
      const list = (await isGivenUp(undelivered, event, error)) ? givenUp : refused;
      list.push(event);
      inARow += 1;
    }
  }
  await remove(outbox, givenUp);
  await postpone(outbox, refused);
  await release(outbox, events.slice(tried));
  return tried - refused.length - givenUp.length;
}

async function relayFrom(outbox: Outbox, undelivered: Undelivered): Promise<number> {
  const due = await claimDue(outbox);
  if (due.length === 0) return 0;
  try {
    await send(outbox, due);
    return due.length;
  } catch (error) {
    log.warn("events could not be sent together", { events: due.length, ...describeError(error) });
    return sendApart(outbox, due, undelivered);
  }
}

/**
 * Sends the events that are due and removes them. An event that was sent but not removed is sent again with the same
 * id, by which the engine knows it. What cannot be sent stays and waits longer each time, unless the engine itself refuses
 * it again and again. Returns how many were sent.
 */
export async function relayOnce(undelivered: Undelivered): Promise<number> {
  let sent = 0;
  for (const outbox of OUTBOXES) sent += await relayFrom(outbox, undelivered);
  return sent;
}

interface Relay {
  wake: () => void;
  /**
   * Ends after what is being sent, for which it waits a second: an engine that does not answer would hold a stop for most of a
   * minute. What is cut off is sent by another process, or the next, under the same ids.
   */
  stop: () => Promise<void>;
}

const shared = globalThis as typeof globalThis & { frontdeskRelay?: Relay };

/** Starts this process's relay: it sends when woken, and looks for left-over events every two seconds. */
export function startRelay(undelivered: Undelivered): Relay {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const drain = async () => {
    do {
      again = false;
      try {
        while ((await relayOnce(undelivered)) >= BATCH && !stopped);
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
    // In a trace of its own: it sends the events of all tenants, whoever woke it.
    running = runWithTrace({ traceId: newTraceId(), service: "ops" }, drain).finally(() => {
      running = undefined;
      if (!stopped) timer = setTimeout(wake, POLL_MS);
    });
  };
  const relay: Relay = {
    wake,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      const late = Promise.withResolvers<void>();
      const patience = setTimeout(late.resolve, STOPS_WITHIN_MS);
      await Promise.race([running, late.promise]);
      clearTimeout(patience);
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
