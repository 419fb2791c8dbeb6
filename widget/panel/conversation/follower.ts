import type { Surroundings } from "../chat/chat-client";
import type { ConversationIds } from "../chat/request-answer";
import { followConversation } from "./follow";
import type { VisitorEvent } from "./visitor-events";

export interface FollowerOptions {
  publishableKey: string;
  silenceLimitMs: number;
  surroundings: Surroundings;
  /** The conversation that the visitor is in now. */
  current: () => ConversationIds | undefined;
  onEvent: (event: VisitorEvent) => void;
  onConnection: (connected: boolean) => void;
  /** Nothing can be followed any more, as no repeat can change. */
  onRefused: (status: number) => void;
}

/** Follows the visitor's conversation, over one stream at a time, and knows how far it has come. */
export class Follower {
  readonly #options: FollowerOptions;
  #following: AbortController | undefined;
  #followed: string | undefined;
  #after: string | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  follows({ conversationId }: ConversationIds): boolean {
    return this.#followed === conversationId;
  }

  /** The event after which the next stream goes on; undefined from the beginning. */
  goOnAfter(event: string | undefined): void {
    this.#after = event;
  }

  stop(): void {
    this.#following?.abort();
    this.#following = undefined;
    this.#followed = undefined;
  }

  start(): void {
    this.stop();
    const { current, onRefused, onEvent, ...shared } = this.#options;
    const ids = current();
    if (!ids) return;
    const following = new AbortController();
    this.#following = following;
    this.#followed = ids.conversationId;
    void followConversation({
      ...shared,
      ids,
      after: this.#after,
      signal: following.signal,
      onEvent: (event) => {
        if (event.kind === "message") this.#after = event.id ?? this.#after;
        onEvent(event);
      },
    }).then((status) => {
      if (status === undefined) return;
      // Each answer brings a new token, and the stream was opened by an older one.
      const renewed = current()?.visitorToken !== ids.visitorToken;
      if (status === 404 && renewed) this.start();
      else onRefused(status);
    });
  }
}
