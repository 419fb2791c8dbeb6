import type { Surroundings } from "../panel/chat/chat-client";
import { Conversation } from "../panel/conversation/conversation";
import { emptyConversation } from "../panel/conversation/conversation-state";
import { Memory } from "../panel/conversation/memory";
import { entriesOf } from "../panel/conversation/merge";
import type { Identity } from "../shared/identity";
import { VisitorServer } from "./visitor-server";

type Kept = ReturnType<ConstructorParameters<typeof Memory>[1]>;

/** One visitor's browser on the pages of a site, with a server that it talks to over real sockets. */
export class VisitorPages {
  readonly server = new VisitorServer();
  readonly kept = new Map<string, string>();
  /** Milliseconds since the epoch. */
  now = Date.UTC(2026, 0, 1);
  /** Whom the site says the visitor is. */
  identity: Identity | undefined;
  wait: Surroundings["wait"] = () => new Promise((resolve) => setTimeout(resolve, 1));
  readonly #opened: Conversation[] = [];
  #url = "";

  async start(): Promise<void> {
    this.#url = await this.server.start();
  }

  /** Returns what failed in the server. */
  async stop(): Promise<readonly unknown[]> {
    for (const one of this.#opened) one.stop();
    await this.server.stop();
    return this.server.chat.failures;
  }

  readonly storage = (): Kept => ({
    getItem: (name) => this.kept.get(name) ?? null,
    setItem: (name, value) => void this.kept.set(name, value),
    removeItem: (name) => void this.kept.delete(name),
  });

  readonly #surroundings: Surroundings = {
    fetch: (input, init) => fetch(new URL(input as string, this.#url), init),
    isOnline: () => true,
    whenOnline: () => Promise.resolve(),
    onOffline: () => () => undefined,
    wait: (milliseconds) => this.wait(milliseconds),
    random: () => 0.5,
    now: () => this.now,
    newId: () => crypto.randomUUID(),
  };

  /** The panel on one page of the site. */
  open(storage: () => Kept = this.storage) {
    const page = { state: emptyConversation };
    const conversation = new Conversation(
      {
        publishableKey: "fd_pk_test",
        pageUrl: "https://site.example/",
        language: () => "en",
        identity: () => this.identity,
      },
      this.#surroundings,
      new Memory("fd_pk_test", storage, () => this.now),
      (state) => {
        page.state = state;
      },
    );
    this.#opened.push(conversation);
    return { conversation, page };
  }

  /** A message as the server tells it. */
  message(id: string, role: string, text: string, more: object = {}) {
    return {
      ...{ id, role, text, createdAt: new Date(this.now).toISOString(), clientMessageId: null },
      ...{ replyToId: null, outcome: null, answerer: null, citations: [] },
      ...{ authorName: role === "member" ? "Robin" : null, rating: null, ratingReason: null },
      ...more,
    };
  }
}

/** All that is shown, in its order. */
export const said = (state: typeof emptyConversation) =>
  entriesOf(state).flatMap((entry) =>
    entry.kind === "member"
      ? [entry.message.text]
      : [entry.exchange.question, ...(entry.exchange.text ? [entry.exchange.text] : [])],
  );

/** How many questions have their answer. */
export const finished = ({ exchanges }: typeof emptyConversation) =>
  exchanges.filter(({ phase }) => phase === "done").length;
