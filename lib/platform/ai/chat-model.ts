import "server-only";
import OpenAI from "openai";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { log } from "@/lib/platform/log/log";

/** A model that neither begins nor goes on for this long is given up. */
const SILENCE_MS = 30_000;

export interface ChatTurn {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
}

export type ModelPart =
  { type: "text"; text: string } | { type: "usage"; usage: ModelUsage } | { type: "refused" };

export interface ChatModel {
  name: string;
  stream: (turns: ChatTurn[], maxTokens: number, signal: AbortSignal) => AsyncIterable<ModelPart>;
  /** Price of a call in millionths of a US dollar, rounded up. */
  price: (usage: ModelUsage) => bigint;
}

let client: OpenAI | undefined;

function openai(): OpenAI {
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = env();
  client ??= new OpenAI({
    apiKey: OPENAI_API_KEY ?? "none",
    ...(OPENAI_BASE_URL && { baseURL: OPENAI_BASE_URL }),
    maxRetries: 0,
    timeout: SILENCE_MS,
  });
  return client;
}

function upstreamFailed(cause: unknown): AppError {
  return new AppError("upstream_failed", "The answer could not be written to its end. Try again.", {
    cause,
  });
}

async function* stream(
  turns: ChatTurn[],
  maxTokens: number,
  signal: AbortSignal,
): AsyncIterable<ModelPart> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const began = performance.now();
  try {
    const parts = await openai().chat.completions.create(
      {
        model: env().CHAT_MODEL,
        messages: turns,
        max_completion_tokens: maxTokens,
        stream: true,
        stream_options: { include_usage: true },
      },
      { signal: AbortSignal.any([signal, silence.signal]) },
    );
    let finished = false;
    for await (const part of parts) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const choice = part.choices[0];
      if (choice?.delta.content) yield { type: "text", text: choice.delta.content };
      if (choice?.finish_reason === "content_filter") yield { type: "refused" };
      finished ||= choice?.finish_reason != null;
      if (part.usage) {
        const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = part.usage;
        yield { type: "usage", usage: { inputTokens, outputTokens } };
      }
    }
    if (signal.aborted) throw signal.reason;
    // The SDK ends quietly when the connection is cut; a whole answer says why it ended.
    if (!finished) throw new Error("The model's stream ended before its answer did");
    log.info("model call", {
      model: env().CHAT_MODEL,
      latency_ms: Math.round(performance.now() - began),
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw upstreamFailed(error);
  } finally {
    clearTimeout(timer);
  }
}

function price({ inputTokens, outputTokens }: ModelUsage): bigint {
  const { CHAT_PRICE_INPUT, CHAT_PRICE_OUTPUT } = env();
  return BigInt(Math.ceil(inputTokens * CHAT_PRICE_INPUT + outputTokens * CHAT_PRICE_OUTPUT));
}

/** The configured chat model, or undefined when there is none and the extractive answerer answers alone. */
export function chatModel(): ChatModel | undefined {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, CHAT_MODEL } = env();
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) return undefined;
  return { name: CHAT_MODEL, stream, price };
}
