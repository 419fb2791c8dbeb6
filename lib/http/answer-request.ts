import "server-only";
import { z } from "zod";
import { AppError, clientClosed } from "@/lib/core/errors";
import { log } from "@/lib/platform/log/log";
import {
  newTraceId,
  runWithTrace,
  traceIdFromHeader,
  type TraceContext,
} from "@/lib/platform/log/trace";
import { problemResponse } from "./problem";

const RESET = z.object({ code: z.literal("ECONNRESET") });

/** What a handler was stopped by when its client left is no failure of ours; any other error stays what it is. */
function withLeaving({ signal }: Request, error: unknown): unknown {
  if (!signal.aborted || error instanceof AppError) return error;
  const stopped =
    error === signal.reason ||
    (error instanceof Error && error.name === "AbortError") ||
    RESET.safeParse(error).success;
  return stopped ? clientClosed(error) : error;
}

function logFailure(error: unknown, status: number): void {
  if (status >= 500) log.error("request failed", error, { status });
  else
    log.info("request refused", {
      status,
      error_code: error instanceof AppError ? error.code : "unknown",
    });
}

/**
 * Answers one request under its caller's trace id, else under a new one; what `respond` throws becomes a problem
 * document. Logs both, and nothing of the content.
 */
export function answerRequest(
  request: Request,
  service: TraceContext["service"],
  respond: (traceId: string) => Promise<Response>,
): Promise<Response> {
  const traceId = traceIdFromHeader(request.headers.get("traceparent")) ?? newTraceId();
  return runWithTrace({ traceId, service }, async () => {
    const began = performance.now();
    let response: Response;
    try {
      response = await respond(traceId);
    } catch (thrown) {
      const error = withLeaving(request, thrown);
      response = problemResponse(error, traceId);
      logFailure(error, response.status);
    }
    response.headers.set("x-trace-id", traceId);
    if (!response.headers.has("cache-control"))
      response.headers.set("cache-control", "private, no-store");
    log.info("request", {
      method: request.method,
      path: new URL(request.url).pathname,
      status: response.status,
      latency_ms: Math.round(performance.now() - began),
    });
    return response;
  });
}
