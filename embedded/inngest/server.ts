import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { log } from "../../lib/platform/log/log.ts";
import { inTraceOf } from "../in-trace-of.ts";
import { RefusedError } from "./function-config.ts";
import { bearerOf, sameText } from "./signatures.ts";

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** What applications may ask of the engine. */
export type Api = {
  /** Resolves with the events' ids. */
  takeEvents: (body: unknown, seed: string | undefined) => Promise<string[]>;
  /** Resolves with whether the registration changed anything. */
  register: (body: unknown) => Promise<boolean>;
};

type Keys = { eventKey: string; signingKey: string };

class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The server side of Inngest's protocol: registration and events. */
export function createEngineServer(api: Api, keys: Keys): Server {
  const server = createServer((request, response) => {
    void inTraceOf(request, "ops", () =>
      answer(api, keys, request).then(
        (body) => send(response, 200, body),
        (error: unknown) => fail(response, error),
      ),
    );
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

async function answer(api: Api, keys: Keys, request: IncomingMessage): Promise<unknown> {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  const isPost = request.method === "POST";
  if (isPost && pathname.startsWith("/e/")) {
    if (!sameText(pathname.slice(3), keys.eventKey))
      throw new HttpError(401, "Event key not found");
    const seed = request.headers["x-inngest-event-id-seed"];
    const body = await readJson(request);
    return {
      ids: await api.takeEvents(body, typeof seed === "string" ? seed : undefined),
      status: 200,
    };
  }
  if (isPost && pathname === "/fn/register") {
    if (!sameText(request.headers.authorization ?? "", bearerOf(keys.signingKey))) {
      throw new HttpError(401, "The signing key is not the one of this job engine.");
    }
    const modified = await api.register(await readJson(request));
    return { ok: true, status: 200, modified };
  }
  throw new HttpError(404, "The embedded job engine takes events and registrations only.");
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
    throw new HttpError(413, `The body may have at most ${MAX_BODY_BYTES} bytes.`);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch (cause) {
    throw new HttpError(400, `The body is not JSON: ${String(cause)}`);
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, error: unknown): void {
  const status =
    error instanceof HttpError
      ? error.status
      : error instanceof RefusedError || error instanceof z.ZodError
        ? 400
        : 500;
  if (status === 500) log.error("a call of the job engine failed", error);
  const message = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
  // The SDK reads the status from the body.
  send(response, status, { status, error: status === 500 ? "The job engine failed." : message });
}
