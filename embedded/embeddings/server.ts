import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { log } from "../../lib/platform/log/log.ts";
import { inTraceOf } from "../in-trace-of.ts";
import { QueueFullError, type EmbeddingQueue } from "./queue.ts";
import { encodeVector, MODEL, readEmbeddingsRequest, RequestError } from "./request.ts";

const MAX_BODY_BYTES = 4 * 1024 * 1024;
const INTERACTIVE_CHARACTERS = 1000;

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    // The rest is read and dropped, or the client would see a cut connection and not this answer.
    if (bytes <= MAX_BODY_BYTES) parts.push(part);
  }
  if (bytes > MAX_BODY_BYTES) {
    throw new RequestError(413, `The body may have at most ${MAX_BODY_BYTES} bytes.`);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch (cause) {
    throw new RequestError(400, `The body is not JSON: ${String(cause)}`);
  }
}

// Digests have one length, so comparing them tells nothing about the key's.
function isAuthorized(request: IncomingMessage, key: string | undefined): boolean {
  if (!key) return true;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ""), digest(`Bearer ${key}`));
}

async function answerEmbeddings(
  request: IncomingMessage,
  response: ServerResponse,
  queue: EmbeddingQueue,
): Promise<void> {
  const { inputs, format } = readEmbeddingsRequest(await readJson(request));
  const gone = new AbortController();
  response.on("close", () => gone.abort(new Error("The client went away.")));
  const [first = ""] = inputs;
  const interactive = inputs.length === 1 && first.length <= INTERACTIVE_CHARACTERS;
  const vectors = await queue.add(inputs, interactive, gone.signal);
  const tokens = Math.ceil(inputs.reduce((sum, text) => sum + text.length, 0) / 4);
  send(response, 200, {
    object: "list",
    data: vectors.map((vector, index) => ({
      object: "embedding",
      index,
      embedding: encodeVector(vector, format),
    })),
    model: MODEL,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  queue: EmbeddingQueue,
  key: string | undefined,
): Promise<void> {
  const path = (request.url ?? "").split("?")[0];
  if (!isAuthorized(request, key)) throw new RequestError(401, "The API key is missing or wrong.");
  if (request.method === "GET" && path === "/v1/models") {
    const model = { id: MODEL, object: "model", created: 0, owned_by: "frontdesk" };
    return send(response, 200, { object: "list", data: [model] });
  }
  if (request.method === "POST" && path === "/v1/embeddings") {
    return answerEmbeddings(request, response, queue);
  }
  throw new RequestError(404, "There are POST /v1/embeddings and GET /v1/models here.");
}

function fail(response: ServerResponse, error: unknown): void {
  if (error instanceof RequestError) {
    const type = "invalid_request_error";
    return send(response, error.status, {
      error: { message: error.message, type, param: error.param, code: null },
    });
  }
  // Whoever went away is no failure, and is told nothing.
  if (response.destroyed) return;
  const full = error instanceof QueueFullError;
  if (!full) log.error("an embedding failed", error);
  const message = error instanceof Error ? error.message : String(error);
  const body = {
    error: {
      message,
      type: full ? "rate_limit_exceeded" : "server_error",
      param: null,
      code: null,
    },
  };
  return send(response, full ? 429 : 500, body, full ? { "retry-after": "5" } : {});
}

/** OpenAI's embeddings API over `queue`; with a `key`, only for callers that send it as a bearer token. */
export function createEmbeddingsServer(queue: EmbeddingQueue, key: string | undefined): Server {
  return createServer((request, response) => {
    void inTraceOf(request, "ai", () =>
      route(request, response, queue, key).catch((error: unknown) => fail(response, error)),
    );
  });
}
