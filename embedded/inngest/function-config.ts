import { z } from "zod";
import { cronProblem } from "./cron.ts";

/** A function as the engine runs it. */
export type FunctionConfig = {
  id: string;
  /** Where calls go. */
  url: string;
  /** How often a step or the function itself is attempted at most. */
  maxAttempts: number;
  events: string[];
  crons: string[];
  /** The function whose final failure starts this one. */
  onFailureOf?: string;
  /** `path` leads into the event: ["data", "organizationId"]. */
  concurrency?: { limit: number; path?: string[] };
};

/** What an application asks for and is not done here; the message is one sentence for its developer. */
export class RefusedError extends Error {}

const DEFAULT_RETRIES = 4;
const MAX_RETRIES = 20;
const eventPath = /^event((?:\.[A-Za-z_]\w*)+)$/;
const failureOf = /^event\.data\.function_id == '([^']+)'$/;

const trigger = z.union([
  z.strictObject({ cron: z.string() }),
  z.strictObject({ event: z.string(), expression: z.string().optional() }),
]);
const limit = z.object({
  limit: z.int().min(1).max(1_000),
  key: z.string().optional(),
  scope: z.string().optional(),
});
const registration = z.object({
  id: z.string().regex(/^[\w.-]{1,200}$/),
  name: z.string().optional(),
  triggers: z.array(z.unknown()),
  steps: z.strictObject({
    step: z.object({
      runtime: z.object({ type: z.literal("http"), url: z.url() }),
      retries: z.object({ attempts: z.int().min(0).max(MAX_RETRIES).optional() }).optional(),
    }),
  }),
  concurrency: z.union([z.int(), limit, z.array(limit)]).optional(),
});
const known = new Set(Object.keys(registration.shape));

/** Reads one function of a registration. Throws RefusedError for what the engine does not do. */
export function readFunction(input: unknown): FunctionConfig {
  const parsed = registration.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = (input as { id?: unknown } | null)?.id;
    throw new RefusedError(
      `The job engine cannot read function ${JSON.stringify(name)}: ${issue?.path.join(".")}: ${issue?.message}.`,
    );
  }
  const { id, steps, concurrency, triggers } = parsed.data;
  const refuse = (what: string) => {
    throw new RefusedError(
      `The embedded job engine does not support ${what}, which function ${id} asks for.`,
    );
  };
  for (const [option, value] of Object.entries(input as object)) {
    if (value !== undefined && value !== null && !known.has(option)) refuse(option);
  }
  requireLocal(id, steps.step.runtime.url);
  const limited = concurrencyOf(concurrency, refuse);
  return {
    id,
    url: steps.step.runtime.url,
    maxAttempts: 1 + (steps.step.retries?.attempts ?? DEFAULT_RETRIES),
    ...triggersOf(triggers, refuse),
    ...(limited && { concurrency: limited }),
  };
}

/** Calls carry ids and are answered with results, so they stay on this machine. */
function requireLocal(id: string, address: string): void {
  const { hostname, protocol } = new URL(address);
  if (["127.0.0.1", "localhost", "[::1]"].includes(hostname) && protocol === "http:") return;
  throw new RefusedError(
    `The embedded job engine calls applications on its own machine only, and function ${id} is at ${address}.`,
  );
}

function triggersOf(triggers: unknown[], refuse: (what: string) => void) {
  const found: Pick<FunctionConfig, "events" | "crons" | "onFailureOf"> = { events: [], crons: [] };
  for (const given of triggers) {
    const parsed = trigger.safeParse(given);
    if (!parsed.success) {
      refuse(`the trigger ${JSON.stringify(given)}`);
    } else if ("cron" in parsed.data) {
      const problem = cronProblem(parsed.data.cron);
      if (problem) refuse(`the schedule "${parsed.data.cron}" (${problem})`);
      found.crons.push(parsed.data.cron);
    } else if (parsed.data.event === "inngest/function.failed") {
      const of = failureOf.exec(parsed.data.expression ?? "")?.[1];
      if (of === undefined) refuse("inngest/function.failed other than by onFailure");
      else found.onFailureOf = of;
    } else {
      const { event, expression } = parsed.data;
      if (expression !== undefined) refuse(`conditions on events ("${expression}")`);
      if (event.startsWith("inngest/") || event.includes("*")) refuse(`the event ${event}`);
      found.events.push(event);
    }
  }
  return found;
}

function concurrencyOf(
  given: z.infer<typeof registration>["concurrency"],
  refuse: (what: string) => void,
): FunctionConfig["concurrency"] {
  const list = typeof given === "number" ? [{ limit: given }] : [given ?? []].flat();
  const [only] = list;
  if (list.length > 1) refuse("more than one concurrency limit");
  // Inngest takes 0 for "as many as possible".
  if (!only || only.limit === 0) return undefined;
  if (only.scope !== undefined && only.scope !== "fn") refuse(`concurrency scope "${only.scope}"`);
  if (only.key === undefined) return { limit: only.limit };
  const path = eventPath.exec(only.key)?.[1];
  if (path === undefined) refuse(`the concurrency key "${only.key}" (a path into the event only)`);
  return { limit: only.limit, path: (path ?? "").slice(1).split(".") };
}
