import { backoffDelay } from "../chat/backoff";
import type { Surroundings } from "../chat/chat-client";
import type { ConversationIds } from "../chat/request-answer";
import { runStream } from "../chat/run-stream";
import { parseVisitorEvent, type VisitorEvent } from "./visitor-events";

export interface FollowOptions {
  ids: ConversationIds;
  publishableKey: string;
  /** The event after which the stream goes on; undefined from the beginning. */
  after: string | undefined;
  silenceLimitMs: number;
  surroundings: Surroundings;
  /** Ends the following. */
  signal: AbortSignal;
  onEvent: (event: VisitorEvent) => void;
  /** Whether events come. */
  onConnection: (connected: boolean) => void;
}

const GONE: readonly number[] = [401, 403, 404];
const LIMITED_MS = 15_000;

/**
 * Follows what happens in a conversation, over as many connections as it takes: each goes on after the last event that was
 * seen. Resolves with the status of a refusal that no repeat can change (the key or the conversation is gone), or undefined
 * once the signal aborts.
 */
export async function followConversation(options: FollowOptions): Promise<number | undefined> {
  const { ids, surroundings, signal, onConnection } = options;
  let after = options.after;
  let failures = 0;
  const send = (requestSignal: AbortSignal) =>
    surroundings.fetch(`/api/v1/conversation/${ids.conversationId}/events`, {
      headers: {
        accept: "text/event-stream",
        authorization: `Bearer ${options.publishableKey}`,
        "x-visitor-token": ids.visitorToken,
        ...(after === undefined ? {} : { "last-event-id": after }),
      },
      cache: "no-store",
      credentials: "omit",
      signal: requestSignal,
    });
  for (;;) {
    if (!surroundings.isOnline()) await surroundings.whenOnline();
    if (signal.aborted) return undefined;
    const offline = new AbortController();
    const stopListening = surroundings.onOffline(() => offline.abort());
    const ending = await runStream({
      send,
      parse: parseVisitorEvent,
      onEvent: (event) => {
        if (signal.aborted) return undefined;
        if (event.kind === "error") return { kind: "refused", ...event.problem };
        failures = 0;
        if (event.kind === "message") after = event.id ?? after;
        onConnection(true);
        options.onEvent(event);
        return undefined;
      },
      silenceLimitMs: options.silenceLimitMs,
      signal: AbortSignal.any([signal, offline.signal]),
      now: surroundings.now,
    });
    stopListening();
    if (signal.aborted) return undefined;
    if (ending.kind === "refused" && GONE.includes(ending.status)) return ending.status;
    onConnection(false);
    failures += 1;
    const asked = ending.kind === "refused" && ending.status === 429 ? LIMITED_MS : 0;
    const told = ending.kind === "refused" ? (ending.retryAfterMs ?? asked) : 0;
    await surroundings.wait(Math.max(told, backoffDelay(failures, surroundings.random)));
  }
}
