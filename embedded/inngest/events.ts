import { z } from "zod";
import { type Call, type CallQueue, secondOf } from "./calls.ts";
import type { Sql } from "./database.ts";
import type { FunctionConfig } from "./function-config.ts";
import { eventIdFrom, newRunId } from "./ids.ts";
import type { Event } from "./registry.ts";
import type { Turns } from "./turns.ts";

const MAX_EVENTS = 1_000;

const sent = z.looseObject({
  id: z.string().min(1).max(300).nullish(),
  name: z
    .string()
    .min(1)
    .max(300)
    .refine(
      (name) => !name.startsWith("inngest/"),
      "names that begin with inngest/ are the engine's own",
    ),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.int().positive().nullish(),
});
const batch = z.union([z.array(sent).max(MAX_EVENTS), sent.transform((event) => [event])]);

/**
 * Reads the body of a sending.
 * @param seed X-Inngest-Event-Id-Seed, by which an event without an id is known again in a repeat.
 */
export function readEvents(body: unknown, seed: string | undefined): Event[] {
  return batch.parse(body).map((event, index) => ({
    ...event,
    id: event.id ?? eventIdFrom(seed, index),
    data: event.data ?? {},
    ts: event.ts ?? Date.now(),
  }));
}

/**
 * Keeps events and starts a run of each function that they start, in the transaction `tx`. An event
 * whose id is known already starts nothing. Returns how many runs were started.
 */
export async function takeEvents(
  tx: Sql,
  queue: CallQueue,
  events: Event[],
  startedBy: (event: Event) => FunctionConfig[],
): Promise<number> {
  const fresh = await tx.rows<{ id: string }>(
    `INSERT INTO engine.event (id, body)
     SELECT event->>'id', event FROM json_array_elements($1::json) AS event
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(events)],
  );
  const isFresh = new Set(fresh.map(({ id }) => id));
  const starts = events.flatMap((event) => {
    // Of two events with one id in one sending, only the first was kept.
    if (!isFresh.delete(event.id)) return [];
    return startedBy(event).map((config) => ({ config, event }));
  });
  await startRuns(tx, queue, starts);
  return starts.length;
}

async function startRuns(
  tx: Sql,
  queue: CallQueue,
  starts: { config: FunctionConfig; event: Event }[],
): Promise<void> {
  if (starts.length === 0) return;
  const runs = starts.map(({ config, event }) => ({ id: newRunId(), config, event }));
  await tx.rows(
    `INSERT INTO engine.run (id, function_id, event_id)
     SELECT id, function_id, event_id
     FROM json_to_recordset($1::json) AS run (id text, function_id text, event_id text)`,
    [
      JSON.stringify(
        runs.map(({ id, config, event }) => ({ id, function_id: config.id, event_id: event.id })),
      ),
    ],
  );
  await queue.put(
    tx,
    runs.map(({ id, config, event }) => firstCall(queue.turns, id, config, event)),
  );
}

function firstCall(
  turns: Turns,
  runId: string,
  config: FunctionConfig,
  event: Event,
): Call & { dueAt?: Date } {
  const key = keyOf(config, event);
  const made = secondOf(runId);
  // What is not limited takes no places for long: onFailure.
  const turn = config.concurrency ? turns.next(key ?? config.id, made) : made;
  return {
    runId,
    functionId: config.id,
    stepId: "step",
    attempt: 0,
    ...(key !== undefined && { key }),
    ...(turn !== made && { turn }),
    // An event of the future starts its functions then.
    ...(event.ts > Date.now() && { dueAt: new Date(event.ts) }),
  };
}

/** The value of a function's concurrency key for an event, as text. */
function keyOf({ concurrency }: FunctionConfig, event: Event): string | undefined {
  if (!concurrency?.path) return undefined;
  let value: unknown = event;
  for (const name of concurrency.path) {
    const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
    value = inner.find(([key]) => key === name)?.[1];
  }
  return JSON.stringify(value) ?? "null";
}
