import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { NonRetriableError, type InngestFunction } from "inngest";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { failRun, roundOf, type Settlement } from "@/lib/domains/ops/runs-service";
import { inngestClient } from "@/lib/platform/events/client";
import {
  ACCOUNT_EVENTS,
  EVENTS,
  type AccountEventData,
  type AccountEventName,
  type EventData,
  type EventName,
} from "@/lib/platform/events/contracts";
import { classOf } from "@/lib/platform/log/describe-error";
import { log } from "@/lib/platform/log/log";
import { runWithTrace, traceIdOfRun, type TraceContext } from "@/lib/platform/log/trace";
import { alertOperators } from "@/lib/platform/telemetry/alert";
import { RunStopped, stepsOf, type SdkSteps, type Steps } from "./run-steps";

interface Shared {
  /** Known to the engine: never changed while runs are under way. */
  id: string;
  service: TraceContext["service"];
  /** So often is a step attempted again, with the engine's exponential backoff and jitter between. */
  retries: number;
  /** How long one attempt of a step may take. */
  stepDeadlineMs: number;
  /** By which unique key of the database a second delivery of the event changes nothing. */
  uniqueKey: string;
  /** What becomes of it when its retries are used up, in a sentence. */
  atEnd: string;
}

/** The data of an event, a tenant's or a person's. */
type DataOf<N extends EventName | AccountEventName> = N extends EventName
  ? EventData<N>
  : N extends AccountEventName
    ? AccountEventData<N>
    : never;

interface EventJob<N extends EventName | AccountEventName> extends Shared {
  event: N;
  /** How many runs go on at once of those that share the key, a path into the event's data; without one, of all. */
  concurrency: { limit: number; key?: keyof DataOf<N> & string };
  handler: (data: DataOf<N>, step: Steps) => Promise<void>;
  /** Settles what the job was about when its retries are used up, in the transaction that then fails the job. */
  settle?: (data: DataOf<N>) => Settlement;
}

interface Schedule extends Shared {
  cron: string;
  handler: (step: Steps) => Promise<void>;
}

/** A function as it is served, and what the table in docs/jobs.md tells of it. */
export interface JobFunction {
  facts: Omit<Shared, "service"> & { trigger: string; concurrency: string };
  create: () => InngestFunction.Any;
}

interface Context {
  event: { name: string; data?: unknown };
  runId: string;
  attempt: number;
  maxAttempts?: number;
  step: SdkSteps;
}

/** What the engine tells of a run that failed. */
interface FailureEvent {
  data: { event: { data?: unknown }; run_id: string; error: Pick<Error, "name"> };
}

const traced = z.object({ traceId: z.string().length(32) });

const isTenantEvent = (name: string): name is EventName => name in EVENTS;

function contractOf(name: EventName | AccountEventName): z.ZodType {
  return isTenantEvent(name) ? EVENTS[name] : ACCOUNT_EVENTS[name];
}

/** The trace of the request that caused the event; of a scheduled run one that all its calls share. */
function traceOf(service: Shared["service"], data: unknown, runId: string): TraceContext {
  const owner = roundOf(data);
  const traceId = traced.safeParse(data).data?.traceId ?? traceIdOfRun(runId);
  if (!owner) return { traceId, service };
  const { tenantId, organizationId } = owner;
  return { traceId, service, tenantId, organizationId };
}

/** What an engine passes to a handler of failures is made again once: so long a database that is away is waited for here. */
const BURY_AGAIN_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];

async function onceAvailable<T>(work: () => Promise<T>): Promise<T> {
  for (const waitMs of BURY_AGAIN_AFTER_MS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
      log.warn("a failed job could not be settled yet", { again_after_ms: waitMs });
      await wait(waitMs);
    }
  }
  return work();
}

/** Every function fails here in the end: its job is told why, and the operators are told that there is one. */
async function bury(
  { id }: Shared,
  { event: { data }, run_id: runId, error: failure }: FailureEvent["data"],
  settle: Settlement | undefined,
): Promise<void> {
  const message = "a job failed to the end of its retries";
  const run = roundOf(data);
  if (!run) {
    const known = { function_id: id, run_id: runId, error_class: classOf(failure) };
    return alertOperators("job_dead_letter", message, known);
  }
  const known = { function_id: id, run_id: runId, job_id: run.jobId };
  let reason;
  try {
    reason = await onceAvailable(() => failRun(run, settle));
  } catch (error) {
    alertOperators("job_dead_letter", "a job that failed could not be settled", known, error);
    throw error;
  }
  if (!reason) return;
  const { code: error_code, stage } = reason;
  alertOperators("job_dead_letter", message, { ...known, error_code, stage });
}

function create(
  shared: Shared,
  options: { trigger: { event: string } | { cron: string }; concurrency: object },
  handle: (
    context: Context,
    steps: (event?: { name: EventName; data: EventData<EventName> }) => Steps,
  ) => Promise<void>,
  settle: (data: unknown) => Settlement | undefined,
): InngestFunction.Any {
  const { id, service, retries, stepDeadlineMs } = shared;
  return inngestClient().createFunction(
    {
      id,
      retries: retries as 0,
      triggers: [options.trigger],
      concurrency: [options.concurrency as { limit: number }],
      onFailure: async ({ event }: { event: FailureEvent }) => {
        const { data } = event.data.event;
        await runWithTrace(traceOf(service, data, event.data.run_id), () =>
          bury(shared, event.data, settle(data)),
        );
      },
    },
    async (given) => {
      const context = given as unknown as Context;
      const { event, runId, attempt, maxAttempts = retries + 1 } = context;
      const trace = traceOf(service, event.data, runId);
      const call = { functionId: id, trace, attempt, maxAttempts, stepDeadlineMs };
      return runWithTrace({ ...trace }, async () => {
        try {
          await handle(context, (own) =>
            stepsOf(context.step, { ...call, ...(own && { event: own }) }),
          );
        } catch (error) {
          if (!(error instanceof RunStopped)) throw error;
        }
        return {};
      });
    },
  );
}

/**
 * The one way to make a function that an event starts. Its payload is parsed by the contract; each step has a deadline
 * and is begun only while its job is open and its organization in use; its job is kept running, retrying and failed with
 * the reason; every line of its log has the trace of the request that caused it. The handler gets the step tools that
 * every engine has.
 */
export function defineJob<N extends EventName | AccountEventName>(job: EventJob<N>): JobFunction {
  const { event: name, concurrency, handler, settle } = job;
  const contract = contractOf(name);
  const parse = (data: unknown) => contract.safeParse(data) as z.ZodSafeParseResult<DataOf<N>>;
  const { limit, key } = concurrency;
  return {
    facts: {
      ...job,
      trigger: `event \`${name}\``,
      concurrency: key ? `${limit} per \`${key}\`` : String(limit),
    },
    create: () =>
      create(
        job,
        {
          trigger: { event: name },
          concurrency: { limit, ...(key && { key: `event.data.${key}` }) },
        },
        async ({ event }: Context, steps) => {
          const parsed = parse(event.data);
          if (!parsed.success) throw new NonRetriableError("The event does not fit its contract");
          const own = isTenantEvent(name)
            ? { name, data: parsed.data as EventData<EventName> }
            : undefined;
          await handler(parsed.data, steps(own));
        },
        (data) => {
          const parsed = parse(data);
          return parsed.success ? settle?.(parsed.data) : undefined;
        },
      ),
  };
}

/** The one way to make a function that the clock starts: of no tenant, one run at a time. */
export function defineSchedule(job: Schedule): JobFunction {
  return {
    facts: { ...job, trigger: `cron \`${job.cron}\``, concurrency: "1" },
    create: () =>
      create(
        job,
        { trigger: { cron: job.cron }, concurrency: { limit: 1 } },
        (_, steps) => job.handler(steps()),
        () => undefined,
      ),
  };
}
