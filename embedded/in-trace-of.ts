import type { IncomingMessage } from "node:http";
import { parseTraceparent } from "../lib/core/traceparent.ts";
import { newTraceId, runWithTrace, type Service } from "../lib/platform/log/trace.ts";

/** Answers a call as a part of its caller's trace, or of a new one, so that the lines of both logs have one id. */
export function inTraceOf<T>(request: IncomingMessage, service: Service, answer: () => T): T {
  const { traceparent } = request.headers;
  const parent = parseTraceparent(typeof traceparent === "string" ? traceparent : undefined);
  return runWithTrace({ traceId: parent?.traceId ?? newTraceId(), service }, answer, parent);
}
