import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomBytes } from "node:crypto";
import { context, isSpanContextValid, trace, TraceFlags } from "@opentelemetry/api";
import { formatTraceparent, type Traceparent } from "@/lib/core/traceparent";

/** The part of the product that a piece of work belongs to. */
export type Service =
  "web" | "chat" | "kb" | "email" | "crm" | "ai" | "billing" | "automation" | "integration" | "ops";

/** What is known of one piece of work. Log lines carry its ids. */
export interface TraceContext {
  /** 32 lower-case hex digits (W3C Trace Context). */
  traceId: string;
  service: Service;
  tenantId?: string;
  organizationId?: string;
  userId?: string;
  /** Where the call came from, for the audit log's pseudonym of it alone: no line of the log has it. */
  network?: string;
}

// Next may load this module once for each bundle; a piece of work is one for the process.
const shared = globalThis as typeof globalThis & {
  frontdeskTrace?: AsyncLocalStorage<TraceContext>;
};
const storage = (shared.frontdeskTrace ??= new AsyncLocalStorage<TraceContext>());

export function newTraceId(): string {
  return randomBytes(16).toString("hex");
}

/** The trace of a job's run that no request caused: one for all its calls, in the application and in its engine. */
export function traceIdOfRun(runId: string): string {
  return createHash("sha256").update(runId).digest("hex").slice(0, 32);
}

export function newSpanId(): string {
  return randomBytes(8).toString("hex");
}

/** OpenTelemetry's active span, when there is one. */
function activeSpan() {
  const span = trace.getSpanContext(context.active());
  return span && isSpanContextValid(span) ? span : undefined;
}

/** The trace of a span that is open already, as Next opens one for each request; undefined without one. */
export function openTraceId(): string | undefined {
  return activeSpan()?.traceId;
}

/**
 * Runs `fn` as a piece of work. Spans made in it are of its trace: below the active span if that is of the same trace,
 * else below the caller's (`parent`), else without a parent.
 */
export function runWithTrace<T>(work: TraceContext, fn: () => T, parent?: Traceparent): T {
  const active = context.active();
  if (activeSpan()?.traceId === work.traceId) return storage.run(work, fn);
  const begun =
    parent?.traceId === work.traceId
      ? trace.setSpanContext(active, {
          traceId: parent.traceId,
          spanId: parent.spanId,
          traceFlags: parent.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
          isRemote: true,
        })
      : trace.deleteSpan(active);
  return storage.run(work, () => context.with(begun, fn));
}

export function currentTrace(): TraceContext | undefined {
  return storage.getStore();
}

/** Ids of the current piece of work's trace and span, for the log: the span's only if it is of that trace. */
export function currentIds(): { traceId?: string; spanId?: string } {
  const traceId = storage.getStore()?.traceId;
  const span = activeSpan();
  if (!span) return traceId ? { traceId } : {};
  if (traceId && traceId !== span.traceId) return { traceId };
  return { traceId: span.traceId, spanId: span.spanId };
}

/** Adds what became known (tenant, user) to the current piece of work. */
export function extendTrace(known: Partial<TraceContext>): void {
  const current = storage.getStore();
  if (current) Object.assign(current, known);
}

/**
 * The `traceparent` header of a call that the current piece of work makes (W3C Trace Context): the active span's.
 * Undefined outside any piece of work.
 */
export function outgoingTraceparent(): string | undefined {
  const { traceId, spanId } = currentIds();
  if (!traceId) return undefined;
  const sampled = ((activeSpan()?.traceFlags ?? 0) & TraceFlags.SAMPLED) !== 0;
  return formatTraceparent({
    traceId,
    spanId: spanId ?? newSpanId(),
    sampled,
  });
}
