import { z } from "zod";
import { momentOf, retryAfter } from "./durations.ts";

/** What a function or step failed with. */
export type Failure = { name: string; message: string; stack?: string };

/** What a step of a run came to. */
export type StepNews =
  | { kind: "done"; id: string; data: unknown }
  | { kind: "failed"; id: string; error: Failure }
  | { kind: "planned"; id: string }
  | { kind: "sleep"; id: string; until: Date };

/** What a call came to. */
export type Outcome =
  | { kind: "steps"; news: StepNews[]; eager: boolean }
  | { kind: "completed" }
  /** An attempt failed; of a step when `stepId` is given, else of the function. */
  | { kind: "attempt-failed"; error: Failure; stepId?: string; after?: Date }
  | { kind: "run-failed"; error: Failure }
  /** The application did not answer. */
  | { kind: "lost"; reached: boolean; reason: string };

export type Response = {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
  /** Whether the body carries the application's signature. */
  signed: boolean;
};

export const ENGINE_ERROR = "JobEngineError";
const MAX_TEXT = 4_000;

const operation = z.looseObject({
  id: z.string().regex(/^[0-9a-f]{40}$/),
  op: z.string(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  name: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});
type Operation = z.infer<typeof operation>;

/** Takes an application's answer for what it means, by the SDK's protocol. */
export function readAnswer(response: Response): Outcome {
  const { status, headers, body, signed } = response;
  if (!signed) {
    // Next.js itself, a proxy or somebody else on that port: never a result, and worth another attempt.
    const error = engineError(`The application answered ${status} without its signature.`);
    return { kind: "attempt-failed", error };
  }
  if (status === 200) return { kind: "completed" };
  const parsed = parseJson(body);
  const isFinal = headers["x-inngest-no-retry"] === "true";
  const after = retryAfter(headers["retry-after"]);
  if (status !== 206) {
    const error = failureOf(parsed);
    if (isFinal) return { kind: "run-failed", error };
    return { kind: "attempt-failed", error, ...(after && { after }) };
  }
  const operations = z.array(operation).min(1).safeParse(parsed);
  if (!operations.success) return refused("The function neither ended nor asked for a step.");
  return readOperations(operations.data, {
    isFinal,
    after,
    version: headers["x-inngest-req-version"],
  });
}

function readOperations(
  operations: Operation[],
  headers: { isFinal: boolean; after: Date | undefined; version: string | undefined },
): Outcome {
  const news: StepNews[] = [];
  for (const step of operations) {
    const { id, op } = step;
    if (op === "StepRun" || op === "Step") {
      news.push({ kind: "done", id, data: step.data ?? null });
    } else if (op === "StepFailed" || (op === "StepError" && headers.isFinal)) {
      news.push({ kind: "failed", id, error: failureOf(step.error) });
    } else if (op === "StepError") {
      const { after } = headers;
      const error = failureOf(step.error);
      return { kind: "attempt-failed", error, stepId: id, ...(after && { after }) };
    } else if (op === "StepPlanned") {
      news.push({ kind: "planned", id });
    } else if (op === "Sleep") {
      const text = step.opts?.["duration"] ?? step.name;
      const until = typeof text === "string" ? momentOf(text) : undefined;
      if (!until) return refused(`A step wants to sleep for ${JSON.stringify(text)}.`);
      news.push({ kind: "sleep", id, until });
    } else if (op === "RunComplete") {
      return { kind: "completed" };
    } else {
      return refused(`The embedded job engine does not support the step operation ${op}.`);
    }
  }
  // Version 1, and a race, want to go on after each step that ends; version 2 when all have.
  const eager =
    headers.version === "1" || operations.some(({ opts }) => opts?.["parallelMode"] === "race");
  return { kind: "steps", news, eager };
}

function refused(message: string): Outcome {
  return { kind: "run-failed", error: engineError(message) };
}

/** A failure of which the engine speaks, not the function. */
export function engineError(message: string): Failure {
  return { name: ENGINE_ERROR, message };
}

const failure = z.object({
  name: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  stack: z.string().optional(),
});

function failureOf(value: unknown): Failure {
  const parsed = failure.safeParse(value);
  const { name, message, error, stack } = parsed.success ? parsed.data : {};
  return {
    name: (name || "Error").slice(0, MAX_TEXT),
    message: (message || error || "Unknown error").slice(0, MAX_TEXT),
    ...(stack && { stack: stack.slice(0, MAX_TEXT) }),
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}
