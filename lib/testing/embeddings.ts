import { z } from "zod";
import type { Embedder } from "@/lib/platform/ai/embeddings";
import { receiveHttp, type HttpReceiver } from "./http-receiver";

const asked = z.object({ input: z.array(z.string()) });

/** What each call of `startEmbeddings` is said to have used. */
export const TOKENS_OF_A_CALL = 7;

/** A server of OpenAI's embeddings API: vectors along the axis that a text is given, one and the same unless told. */
export async function startEmbeddings(
  axisOf: (text: string) => number = () => 0,
): Promise<HttpReceiver> {
  const server = await receiveHttp();
  server.answers = (response, { body }) => {
    const { input } = asked.parse(JSON.parse(body));
    const data = input.map((text, index) => {
      const axis = axisOf(text);
      const embedding = Array.from({ length: 512 }, (_, at) => (at === axis ? 1 : 0));
      return { object: "embedding", index, embedding };
    });
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
