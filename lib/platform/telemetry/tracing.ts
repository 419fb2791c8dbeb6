import "server-only";
import {
  isSpanContextValid,
  trace,
  TraceFlags,
  type Context,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
} from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  NodeTracerProvider,
  ParentBasedSampler,
  type IdGenerator,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-node";
import { formatTraceparent, parseTraceparent } from "@/lib/core/traceparent";
import { currentTrace, newSpanId, newTraceId } from "@/lib/platform/log/trace";

/** A span without a parent belongs to the trace of the current piece of work, so that both agree. */
const ids: IdGenerator = {
  generateTraceId: () => currentTrace()?.traceId ?? newTraceId(),
  generateSpanId: newSpanId,
};

/** `traceparent` alone: what else a caller sends (baggage, tracestate) is theirs, and goes to nobody of ours. */
const propagator: TextMapPropagator = {
  fields: () => ["traceparent"],
  extract(context: Context, carrier: unknown, getter: TextMapGetter) {
    const header = getter.get(carrier, "traceparent");
    const parent = parseTraceparent(Array.isArray(header) ? undefined : header);
    if (!parent) return context;
    const { traceId, spanId, sampled } = parent;
    const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
    return trace.setSpanContext(context, { traceId, spanId, traceFlags, isRemote: true });
  },
  inject(context: Context, carrier: unknown, setter: TextMapSetter) {
    const span = trace.getSpanContext(context);
    if (!span || !isSpanContextValid(span)) return;
    const sampled = (span.traceFlags & TraceFlags.SAMPLED) !== 0;
    setter.set(carrier, "traceparent", formatTraceparent({ ...span, sampled }));
  },
};

/**
 * Makes this process's spans, and has them found across `await`. Without a processor nothing is recorded, and a span is
 * only its ids.
 */
export function registerTracing(
  resource: Resource,
  processor: SpanProcessor | undefined,
): NodeTracerProvider {
  const provider = new NodeTracerProvider({
    resource,
    idGenerator: ids,
    spanProcessors: processor ? [processor] : [],
    sampler: processor
      ? new ParentBasedSampler({ root: new AlwaysOnSampler() })
      : new AlwaysOffSampler(),
  });
  provider.register({ propagator });
  return provider;
}
