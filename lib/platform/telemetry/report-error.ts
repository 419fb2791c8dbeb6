import "server-only";
import type { Event, StackFrame } from "@sentry/nextjs";
import { env } from "@/lib/env";
import { classOf, describeError, errorText, placesOf } from "@/lib/platform/log/describe-error";
import { currentIds, currentTrace } from "@/lib/platform/log/trace";

type Facts = Record<string, string | number | boolean | null | undefined>;

interface Reports {
  send: (event: Event) => void;
  framesOf: (stack: string) => StackFrame[];
  flush: () => Promise<void>;
}

// Next may load this module once for each bundle; the client is one for the process.
const shared = globalThis as typeof globalThis & { frontdeskErrorReports?: Reports };

const FLUSH_WITHIN_MS = 2_000;

/**
 * Begins to tell SENTRY_DSN of errors; without it nothing is loaded. Tracing is OpenTelemetry's own: Sentry sets up none,
 * and none of what it would gather by itself (requests, breadcrumbs, sources) is on.
 */
export async function startErrorReports(): Promise<void> {
  const dsn = env().SENTRY_DSN;
  if (!dsn || shared.frontdeskErrorReports) return;
  const sentry = await import("@sentry/nextjs");
  const client = sentry.init({
    dsn,
    skipOpenTelemetrySetup: true,
    registerEsmLoaderHooks: false,
    defaultIntegrations: false,
    integrations: [],
    sendDefaultPii: false,
    sendClientReports: false,
    includeServerName: false,
    environment: env().NODE_ENV,
  });
  if (!client) return;
  const { stackParser } = client.getOptions();
  shared.frontdeskErrorReports = {
    send: (event) => void sentry.captureEvent(event),
    framesOf: (stack) => stackParser(stack),
    flush: async () => void (await sentry.flush(FLUSH_WITHIN_MS)),
  };
}

function traceFacts(): Pick<Event, "tags" | "user" | "contexts"> {
  const { traceId, spanId } = currentIds();
  const { service, tenantId, organizationId, userId } = currentTrace() ?? {};
  return {
    tags: {
      ...(traceId && { trace_id: traceId }),
      ...(service && { service }),
      ...(tenantId && { tenant_id: tenantId }),
      ...(organizationId && { organization_id: organizationId }),
    },
    ...(userId && { user: { id: userId } }),
    ...(traceId && {
      contexts: { trace: { trace_id: traceId, span_id: spanId ?? traceId.slice(0, 16) } },
    }),
  };
}

function exceptionOf(error: Error, { framesOf }: Reports) {
  const value = errorText(error) ?? String(describeError(error).error_code ?? "");
  return { type: classOf(error), value, stacktrace: { frames: framesOf(placesOf(error) ?? "") } };
}

/** Tells of an error of ours: its class, codes, places and the ids of its work, and nothing that came in. */
export function reportError(error: unknown, facts: Facts = {}): void {
  const reports = shared.frontdeskErrorReports;
  if (!reports) return;
  const thrown =
    error instanceof Error ? error : new TypeError("Something that is no error was thrown");
  const cause = thrown.cause instanceof Error ? [exceptionOf(thrown.cause, reports)] : [];
  reports.send({
    level: "error",
    ...traceFacts(),
    extra: facts,
    exception: { values: [...cause, exceptionOf(thrown, reports)] },
  });
}

/** Tells of something that operators must know of at once. */
export function reportAlert(message: string, facts: Facts): void {
  shared.frontdeskErrorReports?.send({ level: "fatal", message, ...traceFacts(), extra: facts });
}

/** Hands on what waits, for two seconds at most. */
export async function flushErrorReports(): Promise<void> {
  await shared.frontdeskErrorReports?.flush();
}
