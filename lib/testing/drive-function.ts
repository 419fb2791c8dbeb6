import { newId } from "@/lib/core/ids";
import { serve } from "inngest/edge";
import { z } from "zod";
import { functions } from "@/inngest/functions";
import { withTenant } from "@/lib/platform/db/transaction";
import { inngestClient } from "@/lib/platform/events/client";
import type { TenantContext } from "@/lib/tenancy/context";
import { canonicalJson } from "../../embedded/inngest/canonical-json.ts";
import { sign } from "../../embedded/inngest/signatures.ts";
import { engineKeys } from "./job-engine";

export interface DeliveredEvent {
  name: string;
  data: Record<string, unknown>;
}

/** The events of an organization that wait in the outbox, in the order in which they were written. */
export async function waitingEvents(context: TenantContext): Promise<DeliveredEvent[]> {
  const rows = await withTenant(context, (tx) =>
    tx.outboxEvent.findMany({ orderBy: { id: "asc" }, select: { name: true, data: true } }),
  );
  return rows.map(({ name, data }) => ({ name, data: data as Record<string, unknown> }));
}

/** What a run of a function came to. */
export interface DrivenRun {
  status: "completed" | "failed";
  /** The calls that it took. */
  calls: number;
}

const operations = z.array(
  z.looseObject({
    id: z.string(),
    op: z.string(),
    name: z.string().nullish(),
    data: z.unknown().optional(),
    error: z.unknown().optional(),
  }),
);

/** The calls that an engine makes of one function, without its waits: a failed attempt is followed by the next at once. */
export class DrivenEngine {
  readonly #handler: (request: Request) => Promise<Response>;
  readonly #times: number;
  readonly #made: Request[] = [];
  /** What the functions have answered, and an engine would keep. */
  readonly answers: string[] = [];
  /** Called in place of a sleep, which is over at once. */
  slept: (until: Date) => void | Promise<void> = () => undefined;

  /**
   * @param eventUrl takes the events that functions send.
   * @param times how often each call is made, byte for byte; the first answer counts.
   */
  constructor(eventUrl: string, { times = 1 } = {}) {
    this.#times = times;
    Object.assign(process.env, {
      INNGEST_BASE_URL: eventUrl,
      INNGEST_EVENT_KEY: engineKeys.eventKey,
      INNGEST_SIGNING_KEY: engineKeys.signingKey,
    });
    const handler = serve({ client: inngestClient(), functions: functions() });
    this.#handler = (request) => Promise.resolve(handler(request));
  }

  /** Runs a function for an event to its end, its failure handler included. */
  async run(functionId: string, event: DeliveredEvent, { retries = 0 } = {}): Promise<DrivenRun> {
    const runId = newId();
    const { error, ...outcome } = await this.#drive(functionId, event, runId, retries);
    if (outcome.status === "failed") await this.fail(functionId, event, runId, error);
    return outcome;
  }

  /** Has a function's failure handler called, as for a run that failed. */
  async fail(
    functionId: string,
    event: DeliveredEvent,
    runId = newId(),
    error: unknown = { name: "Error", message: "failed" },
  ): Promise<DrivenRun> {
    return this.#drive(
      `${functionId}-failure`,
      {
        name: "inngest/function.failed",
        data: {
          function_id: functionId,
          run_id: runId,
          error,
          event,
        },
      },
      newId(),
      0,
    );
  }

  /** Makes every call that was made so far once more, byte for byte. Returns the answers' status. */
  async replay(): Promise<number[]> {
    const statuses: number[] = [];
    for (const call of this.#made) statuses.push((await this.#handler(call.clone())).status);
    return statuses;
  }

  async #drive(
    functionId: string,
    event: DeliveredEvent,
    runId: string,
    retries: number,
  ): Promise<DrivenRun & { error?: unknown }> {
    const steps: Record<string, unknown> = {};
    const stack: string[] = [];
    let attempt = 0;
    for (let calls = 1; ; calls += 1) {
      const delivered = { ...event, id: newId(), ts: Date.now() };
      const response = await this.#post(functionId, {
        version: 2,
        event: delivered,
        events: [delivered],
        steps,
        ctx: {
          run_id: runId,
          attempt,
          max_attempts: retries + 1,
          disable_immediate_execution: false,
          use_api: false,
          stack: { stack, current: stack.length },
        },
      });
      if (response.status === 200) return { status: "completed", calls };
      const isFinal = response.headers.get("x-inngest-no-retry") === "true" || attempt >= retries;
      if (response.status !== 206) {
        if (isFinal) return { status: "failed", calls, error: await response.json() };
        attempt += 1;
        continue;
      }
      const [operation] = operations.parse(await response.json());
      const { id, op, name, data, error } = operation!;
      if (op === "Sleep") await this.slept(new Date(name ?? Number.NaN));
      if (op === "StepError" && !isFinal) {
        attempt += 1;
        continue;
      }
      attempt = 0;
      steps[id] =
        op.startsWith("StepError") || op === "StepFailed"
          ? { type: "error", error }
          : { type: "data", data: data ?? null };
      stack.push(id);
    }
  }

  async #post(functionId: string, payload: unknown): Promise<Response> {
    const body = canonicalJson(payload);
    const url = `http://localhost/api/inngest?fnId=frontdesk-${functionId}&stepId=step`;
    const call = new Request(url, {
      method: "POST",
      body,
      headers: {
        host: "localhost",
        "content-type": "application/json",
        "x-inngest-signature": sign(body, engineKeys.signingKey),
        "x-inngest-server-kind": "cloud",
        "x-inngest-req-version": "2",
      },
    });
    this.#made.push(call);
    const answer = await this.#handler(call.clone());
    this.answers.push(await answer.clone().text());
    for (let n = 1; n < this.#times; n += 1) await this.#handler(call.clone());
    return answer;
  }
}
