import { retryAfter } from "./backoff";
import type { Ending } from "./decide";
import type { Exchange } from "./exchange";
import { readStream } from "./read-stream";
import { parseJson, parseProblem, type ServerEvent } from "./server-events";

export interface ConversationIds {
  conversationId: string;
  visitorToken: string;
}

export interface RequestOptions {
  endpoint: string;
  publishableKey: string;
  fetch: typeof fetch;
  /** Milliseconds without a single byte after which the connection counts as lost. */
  silenceLimitMs: number;
  /** Aborts when the browser goes offline: waiting for a timeout would only lose time. */
  signal: AbortSignal;
  now: () => number;
}

function send(
  exchange: Exchange,
  ids: ConversationIds | undefined,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<Response> {
  return options.fetch(options.endpoint, {
    method: "POST",
    headers: {
      accept: "text/event-stream",
      authorization: `Bearer ${options.publishableKey}`,
      "content-type": "application/json",
      ...(exchange.lastEventId ? { "last-event-id": exchange.lastEventId } : {}),
    },
    body: JSON.stringify({
      message: exchange.question,
      clientMessageId: exchange.clientMessageId,
      stream: true,
      ...ids,
    }),
    cache: "no-store",
    credentials: "omit",
    signal,
  });
}

async function refusal(response: Response, now: number): Promise<Ending> {
  const { detail } = parseProblem(parseJson(await response.text()), response.status);
  const retryAfterMs = retryAfter(response.headers.get("retry-after"), now);
  return { kind: "refused", status: response.status, detail, retryAfterMs };
}

/**
 * Asks for one answer, once, and hands on its events as they arrive. Never rejects: a broken
 * connection is an ending like others.
 */
export async function requestAnswer(
  exchange: Exchange,
  ids: ConversationIds | undefined,
  options: RequestOptions,
  onEvent: (event: ServerEvent) => void,
): Promise<Ending> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), options.silenceLimitMs);
  };
  let progressed = false;
  let ending: Ending | undefined;
  try {
    alive();
    const signal = AbortSignal.any([options.signal, silence.signal]);
    const response = await send(exchange, ids, options, signal);
    if (!response.ok) return await refusal(response, options.now());
    const type = response.headers.get("content-type") ?? "";
    if (!response.body || !type.startsWith("text/event-stream"))
      return { kind: "lost", progressed: false };
    await readStream(
      response.body,
      (event) => {
        if (ending) return;
        progressed = true;
        if (event.kind === "done") ending = { kind: "done" };
        if (event.kind === "error") ending = { kind: "refused", ...event.problem };
        onEvent(event);
      },
      alive,
    );
    return ending ?? { kind: "lost", progressed };
  } catch {
    // fetch and the body reject alike for a cut, a refused connection and our own abort.
    return ending ?? { kind: "lost", progressed };
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}
