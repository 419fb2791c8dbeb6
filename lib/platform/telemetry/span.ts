import "server-only";
import { SpanKind, SpanStatusCode, trace, type Attributes, type Span } from "@opentelemetry/api";
import { classOf } from "@/lib/platform/log/describe-error";

const tracer = () => trace.getTracer("frontdesk");

/**
 * Runs `fn` inside a span of the current trace, which ends when it does and is marked when it throws. Attributes are ids,
 * counts and names of OpenTelemetry's conventions: no content. Without a configured exporter a span costs nothing.
 */
export function inSpan<T>(
  name: string,
  attributes: Attributes,
  fn: (span: Span) => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return tracer().startActiveSpan(name, { attributes, kind }, async (span) => {
    try {
      return await fn(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute("error.type", error instanceof Error ? classOf(error) : typeof error);
      throw error;
    } finally {
      span.end();
    }
  });
}
