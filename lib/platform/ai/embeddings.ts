import "server-only";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import { estimateTokens } from "./estimate-tokens";
import { openaiClient, providerOf } from "./openai-client";

/** Of every vector: what the database's column holds. */
const DIMENSIONS = 512;

export interface Embedded {
  /** In the order of the texts. */
  vectors: number[][];
  /** What the call is billed by; an estimate where the server does not say. */
  inputTokens: number;
  /** What the call costs, in millionths of a US dollar, rounded up. */
  costMicros: bigint;
}

export interface Embedder {
  /** Stored beside each vector; vectors of two embedders are never compared. */
  name: string;
  /** ISO 639-1 codes of the languages whose meaning it knows; undefined when it knows all that matter. */
  languages: readonly string[] | undefined;
  /**
   * The vectors of texts, in their order. A question waits for a moment only, and a failure of its own breaker keeps no
   * documents waiting. Throws AppError `timeout` after the deadline, `unavailable` while the breaker is open (see
   * `isCircuitOpen`) and `upstream_failed` for every other failure; rejects with the signal's reason when it aborts.
   */
  embed: (
    texts: readonly string[],
    of: "question" | "documents",
    signal: AbortSignal,
  ) => Promise<Embedded>;
}

/** Models that know some languages only. */
const LANGUAGES_OF_MODEL: Readonly<Record<string, readonly string[]>> = {
  "universal-sentence-encoder-lite": ["en"],
};

function checked(vectors: number[][], expected: number): number[][] {
  const fits = vectors.length === expected && vectors.every(({ length }) => length === DIMENSIONS);
  if (!fits || !vectors.every((vector) => vector.every(Number.isFinite))) {
    throw new Error(`The embeddings are not ${expected} vectors of ${DIMENSIONS} finite numbers`);
  }
  return vectors;
}

/** The configured embedder, or undefined when there is none and keyword search stands alone. */
export function embedder(): Embedder | undefined {
  const { EMBEDDINGS_MODEL: model, ...given } = env();
  const own = given.EMBEDDINGS_BASE_URL ?? given.EMBEDDINGS_API_KEY;
  const baseURL = own ? given.EMBEDDINGS_BASE_URL : given.OPENAI_BASE_URL;
  const apiKey = own ? (given.EMBEDDINGS_API_KEY ?? "none") : given.OPENAI_API_KEY;
  if (!apiKey) return undefined;
  return {
    name: model,
    languages: LANGUAGES_OF_MODEL[model],
    async embed(texts, of, signal) {
      if (texts.length === 0) return { vectors: [], inputTokens: 0, costMicros: 0n };
      const dependency = of === "question" ? "question_embeddings" : "embeddings";
      const options = { provider: providerOf(baseURL), model, operation: "embeddings", signal };
      try {
        return await callOutside(dependency, options, async (call) => {
          const { data, usage } = await openaiClient(baseURL, apiKey).embeddings.create(
            { model, input: [...texts], dimensions: DIMENSIONS },
            { signal: call.signal, headers: call.headers },
          );
          // Not every server that speaks the protocol counts.
          const counted = (usage as typeof usage | undefined)?.prompt_tokens;
          const inputTokens = counted ?? estimateTokens(texts.join(""));
          const costMicros = BigInt(Math.ceil(inputTokens * env().EMBEDDINGS_PRICE));
          call.used({ inputTokens, costMicros });
          const vectors = data.toSorted((a, b) => a.index - b.index).map((item) => item.embedding);
          return { vectors: checked(vectors, texts.length), inputTokens, costMicros };
        });
      } catch (error) {
        if (signal.aborted || error instanceof AppError) throw error;
        throw new AppError("upstream_failed", "The embeddings could not be had.", { cause: error });
      }
    },
  };
}
