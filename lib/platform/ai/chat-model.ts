import "server-only";
import OpenAI from "openai";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { refusedUntil } from "@/lib/platform/resilience/call-outside";
import { isCircuitOpen } from "@/lib/platform/resilience/circuit-open";
import { DEPENDENCIES } from "@/lib/platform/resilience/dependencies";
import type { Blame } from "@/lib/platform/resilience/outcome";
import type { OutsideCall } from "@/lib/platform/resilience/outside-call";
import { streamOutside } from "@/lib/platform/resilience/stream-outside";
import { openaiClient, providerOf } from "./openai-client";

/** An answer in so many silences at most, however steadily its words drip. */
const WHOLE_IN_SILENCES = 2.5;
/** Far more than was asked for: a model that does not stop is garbage. */
const MAX_CHARACTERS = 8_000;
/** Models that think before they speak; about a passage at hand there is little to think. */
const REASONING = /^(?:o\d|gpt-[5-9])(?!.*chat)/;

export interface ChatTurn {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
}

/** `refused`: the provider's filter ended the answer. `usage`: what is billed, told once where the provider says it. */
export type ModelPart =
  { type: "text"; text: string } | { type: "usage"; usage: ModelUsage } | { type: "refused" };

export interface ChatModel {
  name: string;
  stream: (turns: ChatTurn[], maxTokens: number, signal: AbortSignal) => AsyncIterable<ModelPart>;
  /** Whether a call would be refused now, since the model failed too often. */
  isAway: () => boolean;
  /** Price of a call in millionths of a US dollar, rounded up. */
  price: (usage: ModelUsage) => bigint;
}

function upstreamFailed(cause: unknown): AppError {
  return new AppError("upstream_failed", "The answer could not be written to its end. Try again.", {
    cause,
  });
}

function* partsOf({ choices, usage }: OpenAI.ChatCompletionChunk): Generator<ModelPart> {
  const { delta, finish_reason } = choices[0] ?? {};
  if (delta?.content) yield { type: "text", text: delta.content };
  if (delta?.refusal || finish_reason === "content_filter") yield { type: "refused" };
  if (usage) {
    const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
    yield { type: "usage", usage: { inputTokens, outputTokens } };
  }
}

/** A question can bring it about, so it counts for who asked and opens nobody else's breaker. */
class EndlessAnswer extends Error {
  override readonly name = "EndlessAnswer";
}

const blame = (error: unknown): Blame | undefined =>
  error instanceof EndlessAnswer ? "tenant" : undefined;

/** What the breaker of the configured model goes by. */
function target() {
  const { OPENAI_BASE_URL, CHAT_MODEL: model } = env();
  return { provider: providerOf(OPENAI_BASE_URL), model };
}

async function* completion(
  turns: ChatTurn[],
  maxTokens: number,
  { signal, headers, used }: OutsideCall,
): AsyncGenerator<ModelPart> {
  const { CHAT_MODEL: model, OPENAI_API_KEY, OPENAI_BASE_URL } = env();
  let characters = 0;
  let finished = false;
  const chunks = await openaiClient(OPENAI_BASE_URL, OPENAI_API_KEY).chat.completions.create(
    {
      model,
      messages: turns,
      max_completion_tokens: maxTokens,
      ...(REASONING.test(model) && { reasoning_effort: "low" }),
      stream: true,
      stream_options: { include_usage: true },
    },
    { signal, headers },
  );
  for await (const chunk of chunks) {
    for (const part of partsOf(chunk)) {
      if (part.type === "text") characters += part.text.length;
      if (part.type === "usage") used({ ...part.usage, costMicros: price(part.usage) });
      yield part;
    }
    if (characters > MAX_CHARACTERS) throw new EndlessAnswer();
    finished ||= chunk.choices[0]?.finish_reason != null;
  }
  // The SDK ends quietly when the connection is cut; a whole answer says why it ended.
  if (!finished) throw new Error("The model's stream ended before its answer did");
}

async function* stream(
  turns: ChatTurn[],
  maxTokens: number,
  reader: AbortSignal,
): AsyncIterable<ModelPart> {
  const silenceMs = env().CHAT_SILENCE_SECONDS * 1_000;
  const wholeMs = Math.min(silenceMs * WHOLE_IN_SILENCES, DEPENDENCIES.chat_model.deadlineMs);
  try {
    yield* streamOutside(
      "chat_model",
      { ...target(), operation: "chat", signal: reader, silenceMs, wholeMs, blame },
      (call) => completion(turns, maxTokens, call),
    );
  } catch (error) {
    reader.throwIfAborted();
    // A call that was turned away, or never made, costs nothing.
    const refused = isCircuitOpen(error);
    if (refused || (error instanceof OpenAI.APIError && error.status !== undefined)) {
      yield { type: "usage", usage: { inputTokens: 0, outputTokens: 0 } };
    }
    throw refused ? error : upstreamFailed(error);
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
  const isAway = () => refusedUntil("chat_model", target()) !== undefined;
  return { name: CHAT_MODEL, stream, isAway, price };
}
