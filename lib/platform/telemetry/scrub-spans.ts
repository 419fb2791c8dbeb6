import "server-only";
import type { Attributes } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-node";

/** What a span may tell. Next's own spans hold whole addresses, and with them tokens of invitations and sign-in. */
const TOLD = new Set([
  "error.type",
  "http.method",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "http.status_code",
  "next.route",
  "next.span_type",
  "server.address",
  "server.port",
  "gen_ai.operation.name",
  "gen_ai.provider.name",
  "gen_ai.request.model",
  "gen_ai.usage.input_tokens",
  "gen_ai.usage.output_tokens",
]);

function toldOf(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => TOLD.has(name) || name.startsWith("frontdesk.")),
  );
}

/** Next names some spans by an address; the kind of span and the route's pattern say as much as may be told. */
function nameOf({ name, attributes, instrumentationScope }: ReadableSpan): string {
  if (instrumentationScope.name === "frontdesk") return name;
  const kind = String(attributes["next.span_type"] ?? instrumentationScope.name);
  const route = attributes["next.route"] ?? attributes["http.route"];
  return typeof route === "string" ? `${kind} ${route}` : kind;
}

/** The span without its events and its status' words, which quote errors. */
function scrubbed(span: ReadableSpan): ReadableSpan {
  return Object.create(span, {
    name: { value: nameOf(span) },
    attributes: { value: toldOf(span.attributes) },
    events: { value: [] },
    links: { value: [] },
    status: { value: { code: span.status.code } },
  }) as ReadableSpan;
}

/** Hands spans on to `exporter` with names and attributes of a fixed list alone. */
export function scrubSpans(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(scrubbed), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
