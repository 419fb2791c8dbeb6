import "server-only";
import { writeSync } from "node:fs";
import pino from "pino";
import { logLevel } from "@/lib/env.log";
import { describeError, type Fields } from "./describe-error";
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

/** So much of what finds no room, as on a full disk, is tried again with the lines that follow. */
const MOST_WAITING_BYTES = 1_000_000;

function destination() {
  // Of lines that are still to be written when the process ends pino tries the rest for ever if nobody reads them.
  const stream = pino.destination({ sync: true, maxLength: MOST_WAITING_BYTES });
  let isTold = false;
  // Without a listener the process would end for its log.
  stream.on("error", (error: Error) => {
    if (isTold) return;
    isTold = true;
    tellOnStderr(`The log can't be written, and lines may be lost: ${error.message}\n`);
  });
  return stream;
}

function tellOnStderr(sentence: string): void {
  try {
    writeSync(process.stderr.fd, sentence);
  } catch {
    // There is no room there either, and nothing else to tell it by.
  }
}

function create(): pino.Logger {
  const options: pino.LoggerOptions = {
    level: logLevel(),
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: traceFields,
  };
  return pino(options, destination());
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
