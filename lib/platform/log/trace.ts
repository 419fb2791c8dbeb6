import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** What is known of one piece of work. Log lines carry its ids. */
export interface TraceContext {
  /** 32 lower-case hex digits (W3C Trace Context). */
  traceId: string;
  service: "web" | "chat" | "kb" | "ai" | "ops";
  tenantId?: string;
  organizationId?: string;
  userId?: string;
  /** Where the call came from, for the audit log's pseudonym of it alone: no line of the log has it. */
  network?: string;
}

const storage = new AsyncLocalStorage<TraceContext>();

export function newTraceId(): string {
  return randomBytes(16).toString("hex");
}

/** The trace id of a W3C `traceparent` header, or undefined when there is none or it is malformed. */
export function traceIdFromHeader(traceparent: string | null | undefined): string | undefined {
  const match = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent ?? "");
  return match && !/^0+$/.test(match[1]!) ? match[1] : undefined;
}

export function runWithTrace<T>(context: TraceContext, fn: () => T): T {
  return storage.run(context, fn);
}

export function currentTrace(): TraceContext | undefined {
  return storage.getStore();
}

/** Adds what became known (tenant, user) to the current piece of work. */
export function extendTrace(known: Partial<TraceContext>): void {
  const current = storage.getStore();
  if (current) Object.assign(current, known);
}

/** The `traceparent` header of a call that the current piece of work makes (W3C Trace Context). */
export function outgoingTraceparent(): string | undefined {
  const traceId = currentTrace()?.traceId;
  return traceId && `00-${traceId}-${randomBytes(8).toString("hex")}-01`;
}
