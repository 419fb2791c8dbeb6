import "server-only";
import { SpanKind, SpanStatusCode, type Attributes, type Span } from "@opentelemetry/api";
import { log } from "@/lib/platform/log/log";
import { outgoingTraceparent } from "@/lib/platform/log/trace";
import { inSpan } from "@/lib/platform/telemetry/span";
import type { Dependency } from "./dependencies";

export interface ModelUsage {
  inputTokens: number;
  outputTokens?: number;
  /** Millionths of a US dollar. */
  costMicros?: bigint;
}

export interface OutsideCall {
  /** Aborts at the deadline, when the caller goes away, and when the call has ended: hand it on to the socket. */
  signal: AbortSignal;
  /** What the other side is told of the trace. */
  headers: Record<string, string>;
  /** What a model's call used, for the log and the span. */
  used: (usage: ModelUsage) => void;
}

export interface CallOptions {
  /** Who is called, as host and port: part of the breaker's name. */
  provider: string;
  /** What is done there, in a word: `chat`, `put`, `send`. */
  operation: string;
  /** Of a model's call: part of the breaker's name too. */
  model?: string;
  /** The caller's own: when it aborts, nobody is to blame. */
  signal?: AbortSignal;
}

/** How a call ended: `rejected` for a fault of the tenant's own, `refused` by an open breaker. */
export type Ending = "ok" | "failed" | "timeout" | "rejected" | "aborted" | "refused";

function attributesOf(dependency: Dependency, options: CallOptions): Attributes {
  const { provider, operation, model } = options;
  const host = provider.split(":")[0] ?? provider;
  return {
    "server.address": host,
    "frontdesk.dependency": dependency,
    ...(model !== undefined && {
      "gen_ai.operation.name": operation,
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": model,
    }),
  };
}

/** The span and the log's line of one call. */
export class CallRecord {
  private readonly began = performance.now();
  private readonly usage: Record<string, number> = {};
  private readonly dependency: Dependency;
  private readonly options: CallOptions;

  constructor(dependency: Dependency, options: CallOptions) {
    this.dependency = dependency;
    this.options = options;
  }

  used({ inputTokens, outputTokens, costMicros }: ModelUsage): void {
    this.usage["input_tokens"] = inputTokens;
    if (outputTokens !== undefined) this.usage["output_tokens"] = outputTokens;
    if (costMicros !== undefined) this.usage["cost_usd"] = Number(costMicros) / 1_000_000;
  }

  /** Runs the call in a span of the client's kind; what it tells of its end is logged, once. */
  within<R extends { ending: Ending; errorClass?: string | undefined; attempts: number }>(
    fn: (headers: () => Record<string, string>) => Promise<R>,
  ): Promise<R> {
    const { operation, model, provider } = this.options;
    const name = `${operation} ${model ?? provider}`;
    const attributes = attributesOf(this.dependency, this.options);
    const run = async (span: Span) => {
      const headers = (): Record<string, string> => {
        const traceparent = outgoingTraceparent();
        return traceparent ? { traceparent } : {};
      };
      try {
        const end = await fn(headers);
        if (end.ending !== "ok") {
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttribute("error.type", end.errorClass ?? end.ending);
        }
        this.log(end);
        return end;
      } finally {
        for (const [key, count] of Object.entries(this.usage)) {
          span.setAttribute(
            key === "cost_usd" ? "frontdesk.cost_usd" : `gen_ai.usage.${key}`,
            count,
          );
        }
      }
    };
    return inSpan(name, attributes, run, SpanKind.CLIENT);
  }

  private log(end: { ending: Ending; errorClass?: string | undefined; attempts: number }): void {
    const { provider, operation, model } = this.options;
    const fields = {
      dependency: this.dependency,
      operation,
      provider,
      outcome: end.ending,
      latency_ms: Math.round(performance.now() - this.began),
      attempts: end.attempts,
      ...(end.errorClass !== undefined && { error_class: end.errorClass }),
      ...(model !== undefined && { model }),
      ...this.usage,
    };
    if (end.ending === "failed" || end.ending === "timeout") log.warn("outside call", fields);
    else log.info("outside call", fields);
  }
}
