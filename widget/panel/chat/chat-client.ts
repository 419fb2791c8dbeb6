import type { Identity } from "../../shared/identity";
import { decide, type Effort } from "./decide";
import { newExchange, received, type Exchange } from "./exchange";
import {
  requestAnswer,
  type ConversationIds,
  type Origin,
  type RequestOptions,
} from "./request-answer";

/** What the client needs of the browser; tests hand in their own. */
export interface Surroundings {
  fetch: typeof fetch;
  isOnline: () => boolean;
  /** Resolves when the browser is online; at once if it is. */
  whenOnline: () => Promise<void>;
  /** Calls the listener when the connection goes; returns how to stop that. */
  onOffline: (listener: () => void) => () => void;
  wait: (milliseconds: number) => Promise<void>;
  random: () => number;
  now: () => number;
  newId: () => string;
}

export interface ClientSettings {
  endpoint: string;
  publishableKey: string;
  silenceLimitMs: number;
  origin?: () => Origin;
  /** Who the visitor is, asked anew for each question. */
  identity?: () => Identity | undefined;
}

/** The same wait, and no longer than somebody waits for it. */
function waitOr(left: AbortSignal, wait: Promise<void>): Promise<void> {
  const leaving = new Promise<void>((resolve) => {
    left.addEventListener("abort", () => resolve(), { once: true });
  });
  return Promise.race([wait, leaving]);
}

/**
 * Sends the visitor's questions one after another and keeps what came of them in memory.
 * A question stays in the list until it is answered, however often the connection breaks; its
 * clientMessageId makes sending it again harmless.
 */
export class ChatClient {
  readonly #settings: ClientSettings;
  readonly #surroundings: Surroundings;
  readonly #onChange: (exchanges: readonly Exchange[]) => void;
  readonly #onConversation: (ids: ConversationIds) => void;
  #exchanges: readonly Exchange[] = [];
  #conversation: ConversationIds | undefined;
  #working = false;
  #stopped = false;
  #left = new AbortController();

  constructor(
    settings: ClientSettings,
    surroundings: Surroundings,
    onChange: (exchanges: readonly Exchange[]) => void,
    onConversation: (ids: ConversationIds) => void = () => undefined,
  ) {
    this.#settings = settings;
    this.#surroundings = surroundings;
    this.#onChange = onChange;
    this.#onConversation = onConversation;
  }

  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  get conversation(): ConversationIds | undefined {
    return this.#conversation;
  }

  /** Goes on with a conversation; what is asked from now on belongs to it. */
  enter(ids: ConversationIds): void {
    this.#conversation = ids;
  }

  /** Replaces the exchanges by what the server tells of them; sends what is queued among them. */
  change(change: (exchanges: readonly Exchange[]) => readonly Exchange[]): Promise<void> {
    this.#exchanges = change(this.#exchanges);
    this.#onChange(this.#exchanges);
    return this.#work();
  }

  /** Sends and awaits nothing any more. */
  stop(): void {
    this.#stopped = true;
    this.#left.abort();
  }

  /** Leaves the conversation: nothing of it is sent, awaited or kept any more. */
  leave(): void {
    this.#left.abort();
    this.#left = new AbortController();
    this.#conversation = undefined;
    this.#exchanges = [];
    this.#onChange(this.#exchanges);
  }

  /** Adds a question; resolves when nothing is left to send. */
  send(question: string): Promise<void> {
    this.#exchanges = [...this.#exchanges, newExchange(this.#surroundings.newId(), question)];
    this.#onChange(this.#exchanges);
    return this.#work();
  }

  /** Sends a failed question again, under its old clientMessageId. */
  retry(clientMessageId: string): Promise<void> {
    this.#update(clientMessageId, (exchange) => ({ ...exchange, phase: "queued" }));
    return this.#work();
  }

  /** Sends again what was refused to who the visitor was before. */
  identified(): Promise<void> {
    return this.change((exchanges) =>
      exchanges.map((one) =>
        one.phase === "failed" && one.failure?.kind === "identity"
          ? { ...one, phase: "queued", failure: undefined }
          : one,
      ),
    );
  }

  #update(clientMessageId: string, change: (exchange: Exchange) => Exchange): void {
    this.#exchanges = this.#exchanges.map((exchange) =>
      exchange.clientMessageId === clientMessageId ? change(exchange) : exchange,
    );
    this.#onChange(this.#exchanges);
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (!this.#stopped) {
        const next = this.#exchanges.find(({ phase }) => phase === "queued");
        if (!next) return;
        await this.#deliver(next.clientMessageId);
      }
    } finally {
      this.#working = false;
    }
  }

  async #deliver(id: string): Promise<void> {
    const left = this.#left.signal;
    let effort: Effort = { failures: 0, limits: 0, inConversation: Boolean(this.#conversation) };
    for (;;) {
      if (!this.#surroundings.isOnline()) {
        this.#update(id, (exchange) => ({ ...exchange, phase: "offline" }));
        await waitOr(left, this.#surroundings.whenOnline());
      }
      if (left.aborted) return;
      const begun = effort.failures > 0 ? "reconnecting" : "connecting";
      this.#update(id, (exchange) => ({ ...exchange, phase: begun }));

      const asWhom = this.#settings.identity?.();
      const ending = await this.#request(id, left);
      if (left.aborted) return;
      const decision = decide(ending, effort, this.#surroundings.random);
      switch (decision.next) {
        case "finish":
          return;
        case "fail":
          // Signed in meanwhile: the page tells who the visitor is a moment after the panel is there.
          if (decision.failure.kind === "identity" && this.#settings.identity?.() !== asWhom) break;
          this.#update(id, (exchange) => ({
            ...exchange,
            phase: "failed",
            failure: decision.failure,
          }));
          return;
        case "new-conversation":
          this.#conversation = undefined;
          effort = decision.effort;
          break;
        case "again": {
          effort = decision.effort;
          const { phase, afterMs } = decision;
          const resumeAt = this.#surroundings.now() + afterMs;
          this.#update(id, (exchange) => ({ ...exchange, phase, resumeAt }));
          await waitOr(left, this.#surroundings.wait(afterMs));
        }
      }
    }
  }

  async #request(id: string, left: AbortSignal): ReturnType<typeof requestAnswer> {
    const exchange = this.#exchanges.find(({ clientMessageId }) => clientMessageId === id);
    if (!exchange) return { kind: "done" };
    const offline = new AbortController();
    const stopListening = this.#surroundings.onOffline(() => offline.abort());
    const { fetch, now } = this.#surroundings;
    const signal = AbortSignal.any([offline.signal, left]);
    const options: RequestOptions = { ...this.#settings, fetch, now, signal };
    try {
      return await requestAnswer(exchange, this.#conversation, options, (event) => {
        if (left.aborted) return;
        if (event.kind === "done") {
          const { conversationId, visitorToken } = event.answer;
          this.#conversation = { conversationId, visitorToken };
          this.#onConversation(this.#conversation);
        }
        this.#update(id, (current) => received(current, event));
      });
    } finally {
      stopListening();
    }
  }
}
