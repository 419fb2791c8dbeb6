import "server-only";
import { parseTraceparent, type Traceparent } from "@/lib/core/traceparent";
import {
  newSpanId,
  newTraceId,
  openTraceId,
  outgoingTraceparent,
  runWithTrace,
  type Service,
} from "@/lib/platform/log/trace";

/**
 * Runs `fn` in the trace of a call: the one that Next opened for it already, which is its caller's if it has one; else
 * its caller's by `traceparent`, else a new one.
 */
export function inTraceOf<T>(headers: Headers, service: Service, fn: (traceId: string) => T): T {
  const parent = parseTraceparent(headers.get("traceparent"));
  const traceId = openTraceId() ?? parent?.traceId ?? newTraceId();
  return runWithTrace({ traceId, service }, () => fn(traceId), parent);
}

/** What a page and its actions continue: the caller's span, else the one that Next opened, else a trace of its own. */
export function traceOfPage(headers: Headers): Traceparent {
  return (
    parseTraceparent(headers.get("traceparent")) ??
    parseTraceparent(outgoingTraceparent()) ?? {
      traceId: newTraceId(),
      spanId: newSpanId(),
      sampled: true,
    }
  );
}
