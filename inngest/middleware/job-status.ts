import "server-only";
import { Middleware } from "inngest";
import { z } from "zod";
import { markJobRetrying, markJobRunning } from "@/lib/domains/ops/jobs-service";
import { runWithTrace } from "@/lib/platform/log/trace";

const envelope = z.object({
  event: z.object({
    data: z.object({
      tenantId: z.uuid(),
      organizationId: z.uuid(),
      traceId: z.string(),
      jobId: z.uuid().optional(),
    }),
  }),
  ctx: z.object({ attempt: z.int() }),
});

/**
 * Runs each call of a function under the trace of the request that caused it, and keeps the job's state: running while
 * attempts are made, retrying between them. Ends are written by the functions, with what they ended.
 */
export class JobStatus extends Middleware.BaseMiddleware {
  readonly id = "job-status";

  override async wrapRequest({
    next,
    requestInfo,
  }: Middleware.WrapRequestArgs): Promise<Middleware.Response> {
    const parsed = envelope.safeParse(await requestInfo.body());
    if (!parsed.success) return next();
    const { data } = parsed.data.event;
    const { tenantId, organizationId, traceId, jobId } = data;
    return runWithTrace({ traceId, service: "kb", tenantId, organizationId }, async () => {
      if (jobId) await markJobRunning(data, jobId, parsed.data.ctx.attempt);
      return next();
    });
  }

  override async onStepError({ ctx, isFinalAttempt }: Middleware.OnStepErrorArgs): Promise<void> {
    const parsed = envelope.shape.event.safeParse(ctx.event);
    if (isFinalAttempt || !parsed.success || !parsed.data.data.jobId) return;
    await markJobRetrying(parsed.data.data, parsed.data.data.jobId);
  }
}
