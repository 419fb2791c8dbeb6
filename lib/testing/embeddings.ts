import { z } from "zod";
import type { Embedder } from "@/lib/platform/ai/embeddings";
import { receiveHttp, type HttpReceiver } from "./http-receiver";

const asked = z.object({ input: z.array(z.string()) });

/** What each call of `startEmbeddings` is said to have used. */
export const TOKENS_OF_A_CALL = 7;

/** A server of OpenAI's embeddings API: one and the same vector for each text. */
export async function startEmbeddings(): Promise<HttpReceiver> {
  const server = await receiveHttp();
  server.answers = (response, { body }) => {
    const { input } = asked.parse(JSON.parse(body));
    const embedding = Array.from({ length: 512 }, (_, at) => (at === 0 ? 1 : 0));
    const data = input.map((_, index) => ({ object: "embedding", index, embedding }));
    const usage = { prompt_tokens: TOKENS_OF_A_CALL, total_tokens: TOKENS_OF_A_CALL };
    const answer = { object: "list", model: "stand-in", data, usage };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  };
  return server;
}

/** An embedder without a server: one and the same vector for each text. `first` is awaited before each call. */
export function plainEmbedder(
  first: (texts: readonly string[]) => Promise<unknown> = () => Promise.resolve(),
): Embedder {
  return {
    name: "test",
    languages: undefined,
    embed: async (texts) => {
      await first(texts);
      const vectors = texts.map(() => new Array<number>(512).fill(0.04));
      return { vectors, inputTokens: texts.length, costMicros: 0n };
    },
  };
}
