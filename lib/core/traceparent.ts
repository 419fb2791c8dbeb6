/** What a `traceparent` header says of the span that caused a call. */
export interface Traceparent {
  /** 32 lower-case hex digits. */
  traceId: string;
  /** 16 lower-case hex digits: the caller's span. */
  spanId: string;
  /** Whether the caller records the trace. */
  sampled: boolean;
}

const FIELDS = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NONE = /^0+$/;

/**
 * Reads a W3C Trace Context `traceparent` header; undefined when there is none or it breaks the rules: version ff, an id
 * of zeros, upper case, or more fields than version 00 has. Of a later version the fields of 00 are read, as it asks for.
 */
export function parseTraceparent(header: string | null | undefined): Traceparent | undefined {
  const [, version, traceId = "", spanId = "", flags = "", more] = FIELDS.exec(header ?? "") ?? [];
  if (version === undefined || version === "ff" || (version === "00" && more !== undefined))
    return undefined;
  if (NONE.test(traceId) || NONE.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & 1) === 1 };
}

/** The header of version 00. */
export function formatTraceparent({ traceId, spanId, sampled }: Traceparent): string {
  return `00-${traceId}-${spanId}-${sampled ? "01" : "00"}`;
}
