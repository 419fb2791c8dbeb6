import "server-only";
import pino from "pino";
import { logLevel } from "@/lib/env.log";
import { describeError, type Fields } from "./describe-error";
import { LineWriter } from "./line-writer";
import { currentIds, currentTrace } from "./trace";

function traceFields(): Record<string, string> {
  const { traceId, spanId } = currentIds();
  const work = currentTrace();
  return {
    ...(traceId && { trace_id: traceId }),
    ...(spanId && { span_id: spanId }),
    // A span without a piece of work of ours is Next's, of a page.
    service: work?.service ?? (traceId ? "web" : "ops"),
    ...(work?.tenantId && { tenant_id: work.tenantId }),
    ...(work?.organizationId && { organization_id: work.organizationId }),
    ...(work?.userId && { user_id: work.userId }),
  };
}

/** By its number: to ask `process.stdout` for it would make a pipe one that does not wait for its reader. */
const STDOUT = 1;

function create(): pino.Logger {
  const options: pino.LoggerOptions = {
    level: logLevel(),
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: traceFields,
  };
  return pino(options, new LineWriter(STDOUT));
}

let instance: pino.Logger | undefined;
const logger = () => (instance ??= create());

/** Structured JSON logs. Fields are ids, counts and durations; content and credentials do not belong here. */
export const log = {
  debug: (message: string, fields: Fields = {}) => logger().debug(fields, message),
  info: (message: string, fields: Fields = {}) => logger().info(fields, message),
  warn: (message: string, fields: Fields = {}) => logger().warn(fields, message),
  error: (message: string, error: unknown, fields: Fields = {}) =>
    logger().error({ ...fields, ...describeError(error) }, message),
};
