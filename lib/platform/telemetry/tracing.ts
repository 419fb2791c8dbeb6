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
  SamplingDecision,
  type IdGenerator,
  type Sampler,
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

/** Of a caller who records nothing no span is handed on, and yet it counts. */
const countOnly: Sampler = {
  shouldSample: () => ({ decision: SamplingDecision.RECORD }),
  toString: () => "CountOnly",
};

const sampler = new ParentBasedSampler({
  root: new AlwaysOnSampler(),
  remoteParentNotSampled: countOnly,
  localParentNotSampled: countOnly,
});

/**
 * Makes this process's spans, and has them found across `await`. Without a processor nothing is recorded, and a span is
 * only its ids.
 */
export function registerTracing(
  resource: Resource,
  processors: SpanProcessor[],
): NodeTracerProvider {
  const provider = new NodeTracerProvider({
    resource,
    idGenerator: ids,
    spanProcessors: processors,
    sampler: processors.length > 0 ? sampler : new AlwaysOffSampler(),
  });
  provider.register({ propagator });
  return provider;
}
