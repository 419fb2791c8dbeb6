import type { Identity } from "../../shared/identity";
import type { Ending } from "./decide";
import type { Exchange } from "./exchange";
import { runStream } from "./run-stream";
import { parseServerEvent, type ServerEvent } from "./server-events";

export interface ConversationIds {
  conversationId: string;
  visitorToken: string;
}

/** What a conversation's first question says of where it is asked. */
export interface Origin {
  pageUrl: string | undefined;
  language: string | undefined;
}

export interface RequestOptions {
  endpoint: string;
  publishableKey: string;
  origin?: () => Origin;
  identity?: () => Identity | undefined;
  fetch: typeof fetch;
  silenceLimitMs: number;
  signal: AbortSignal;
  now: () => number;
}

function send(
  exchange: Exchange,
  ids: ConversationIds | undefined,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<Response> {
  const identity = options.identity?.();
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
      ...(ids ?? options.origin?.()),
      ...(identity && { identity }),
    }),
    cache: "no-store",
    credentials: "omit",
    signal,
  });
}

function endingOf(event: ServerEvent): Ending | undefined {
  if (event.kind === "done") return { kind: "done" };
  return event.kind === "error" ? { kind: "refused", ...event.problem } : undefined;
}

/** Asks for one answer, once, and hands on its events as they arrive. Never rejects. */
export function requestAnswer(
  exchange: Exchange,
  ids: ConversationIds | undefined,
  options: RequestOptions,
  onEvent: (event: ServerEvent) => void,
): Promise<Ending> {
  return runStream<ServerEvent>({
    ...options,
    send: (signal) => send(exchange, ids, options, signal),
    parse: parseServerEvent,
    onEvent: (event) => {
      onEvent(event);
      return endingOf(event);
    },
  });
}
