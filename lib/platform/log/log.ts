import "server-only";
import pino from "pino";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { currentTrace } from "./trace";

function traceFields(): Record<string, string> {
  const trace = currentTrace();
  if (!trace) return { service: "ops" };
  return {
    trace_id: trace.traceId,
    service: trace.service,
    ...(trace.tenantId && { tenant_id: trace.tenantId }),
    ...(trace.organizationId && { organization_id: trace.organizationId }),
    ...(trace.userId && { user_id: trace.userId }),
  };
}

function create(): pino.Logger {
  return pino({
    level: env().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: traceFields,
  });
}

let instance: pino.Logger | undefined;
const logger = () => (instance ??= create());

type Fields = Record<string, string | number | boolean | null | undefined>;

/** Structured JSON logs. Fields are ids, counts and durations; content and credentials do not belong here. */
export const log = {
  debug: (message: string, fields: Fields = {}) => logger().debug(fields, message),
  info: (message: string, fields: Fields = {}) => logger().info(fields, message),
  warn: (message: string, fields: Fields = {}) => logger().warn(fields, message),
  error: (message: string, error: unknown, fields: Fields = {}) =>
    logger().error({ ...fields, ...describeError(error) }, message),
};

/** Error facts that are safe to log: class, code, our own internal text and the stack's places. */
export function describeError(error: unknown): Fields {
  if (!(error instanceof Error)) return { error_class: typeof error };
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return {
    error_class: error.name,
    error_code: error instanceof AppError ? error.code : codeOf(error),
    error_message: error instanceof AppError ? error.message : firstLine(error.message),
    error_stack: error.stack
      ?.split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 6)
      .join("\n"),
    ...(cause && {
      cause_class: cause.name,
      cause_code: codeOf(cause),
      cause_message: firstLine(cause.message),
    }),
  };
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

// A driver's message can quote the offending value on later lines, so only its last line's beginning is kept.
function firstLine(message: string): string {
  const lines = message.trim().split("\n");
  return (lines.at(-1) ?? "").slice(0, 300);
}
