import { z } from "zod";
import { traceIdOfRun, type TraceContext } from "../../lib/platform/log/trace.ts";
import type { Event } from "./registry.ts";

type Told = Pick<Event, "name" | "data">;

const caused = z.object({ traceId: z.string().regex(/^[0-9a-f]{32}$/) });
const owned = z.object({ tenantId: z.uuid(), organizationId: z.uuid() });
const failure = z.object({
  run_id: z.string(),
  event: z.object({ name: z.string(), data: z.record(z.string(), z.unknown()) }),
});

/** The trace that a run belongs to, as its event tells it; of one that handles a failure, that of the run which failed. */
export function traceOfRun(runId: string, { name, data }: Told): TraceContext {
  const failed = name === "inngest/function.failed" && failure.safeParse(data).data;
  if (failed) return traceOfRun(failed.run_id, failed.event);
  const traceId = caused.safeParse(data).data?.traceId ?? traceIdOfRun(runId);
  return { traceId, service: "ops", ...owned.safeParse(data).data };
}
