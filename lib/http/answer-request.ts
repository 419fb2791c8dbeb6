import "server-only";
import { SpanStatusCode } from "@opentelemetry/api";
import { z } from "zod";
import { AppError, clientClosed } from "@/lib/core/errors";
import { log } from "@/lib/platform/log/log";
import type { Service } from "@/lib/platform/log/trace";
import { reportError } from "@/lib/platform/telemetry/report-error";
import { recordRequest } from "@/lib/platform/telemetry/metrics";
import { inSpan } from "@/lib/platform/telemetry/span";
import { problemResponse } from "./problem";
import { inTraceOf } from "./trace-of";

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
  if (status >= 500) {
    log.error("request failed", error, { status });
    reportError(error, { status });
  } else
    log.info("request refused", {
      status,
      error_code: error instanceof AppError ? error.code : "unknown",
    });
}

/** What a request is counted by: its route's pattern. Its address may hold what is nobody's business. */
interface Counted {
  service: Service;
  route: string;
}

async function answerAndLog(
  request: Request,
  route: string,
  traceId: string,
  respond: (traceId: string) => Promise<Response>,
): Promise<Response> {
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
  const { method } = request;
  const { status } = response;
  const milliseconds = performance.now() - began;
  log.info("request", { method, route, status, latency_ms: Math.round(milliseconds) });
  recordRequest({ method, route, status, milliseconds });
  return response;
}

/**
 * Answers one request under its caller's trace id, else under a new one; what `respond` throws becomes a problem
 * document. Logs, counts and traces both, and nothing of the content.
 */
export function answerRequest(
  request: Request,
  { service, route }: Counted,
  respond: (traceId: string) => Promise<Response>,
): Promise<Response> {
  const { method } = request;
  return inTraceOf(request.headers, service, (traceId) =>
    inSpan(
      `${method} ${route}`,
      { "http.request.method": method, "http.route": route, "frontdesk.service": service },
      async (span) => {
        const response = await answerAndLog(request, route, traceId, respond);
        span.setAttribute("http.response.status_code", response.status);
        if (response.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        return response;
      },
    ),
  );
}
