import "server-only";
import { SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-node";
import { meter, seconds } from "./metrics";

/** By OpenTelemetry's conventions for generative AI. */
const TOKENS = {
  unit: "{token}",
  advice: {
    explicitBucketBoundaries: [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576],
  },
};

const took = ({ duration: [whole, nano] }: ReadableSpan): number => whole + nano / 1e9;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "unknown");

/** How a span ended: `ok`, or the class of what it failed by. */
const outcomeOf = ({ status, attributes }: ReadableSpan): string =>
  status.code === SpanStatusCode.ERROR ? textOf(attributes["error.type"]) : "ok";

function countModelCall(span: ReadableSpan): void {
  const { attributes } = span;
  const operation = textOf(attributes["gen_ai.operation.name"]);
  const of = {
    "gen_ai.operation.name": operation,
    "gen_ai.provider.name": textOf(attributes["gen_ai.provider.name"]),
    "gen_ai.request.model": textOf(attributes["gen_ai.request.model"]),
  };
  seconds("gen_ai.client.operation.duration").record(took(span), {
    ...of,
    ...(outcomeOf(span) !== "ok" && { "error.type": outcomeOf(span) }),
  });
  const tokens = meter().createHistogram("gen_ai.client.token.usage", TOKENS);
  for (const type of ["input", "output"]) {
    const used = attributes[`gen_ai.usage.${type}_tokens`];
    if (typeof used === "number") tokens.record(used, { ...of, "gen_ai.token.type": type });
  }
  const cost = attributes["frontdesk.cost_usd"];
  if (typeof cost === "number") meter().createCounter("frontdesk.model.cost").add(cost, of);
}

/**
 * Counts work by its spans, so that whoever opens one has it counted as well: calls out by `frontdesk.dependency`, steps
 * of jobs by `frontdesk.job`, calls of models by the conventions for them. Only names of fixed lists become names of series.
 */
export const countSpans: SpanProcessor = {
  onStart: () => undefined,
  onEnd: (span) => {
    const { attributes } = span;
    const outcome = { "frontdesk.outcome": outcomeOf(span) };
    const dependency = attributes["frontdesk.dependency"];
    if (typeof dependency === "string") {
      const of = { "frontdesk.dependency": dependency, ...outcome };
      seconds("frontdesk.dependency.call.duration").record(took(span), of);
    }
    const job = attributes["frontdesk.job"];
    if (typeof job === "string") {
      seconds("frontdesk.job.step.duration").record(took(span), {
        "frontdesk.job": job,
        ...outcome,
      });
    }
    if (attributes["gen_ai.request.model"] !== undefined) countModelCall(span);
  },
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};
