import { ChatClient, type Surroundings } from "../chat/chat-client";
import type { Exchange, Rating } from "../chat/exchange";
import type { ConversationIds } from "../chat/request-answer";
import { Follower } from "./follower";
import type { Memory } from "./memory";
import { merge, resumeLast } from "./merge";
import { originOf, type Settings } from "./settings";
import { unsentOf, withUnsent, type Unsent } from "./unsent";
import { VisitorApi, type HandoffForm, type Result } from "./visitor-api";
import { afterState, emptyConversation, type ConversationState } from "./conversation-state";
import type { History, VisitorEvent } from "./visitor-events";

/** Heartbeats come every 10 s: two of them missing means that the connection is dead. */
const SILENCE_LIMIT_MS = 25_000;
const TYPING_EVERY_MS = 4_000;

/**
 * The visitor's conversation: asks and reads, follows what the team does, and remembers it from page to page. Nothing is
 * sent or kept before `agree`.
 */
export class Conversation {
  readonly #settings: Settings;
  readonly #surroundings: Surroundings;
  readonly #memory: Memory;
  readonly #onChange: (state: ConversationState) => void;
  readonly #api: VisitorApi;
  readonly #chat: ChatClient;
  readonly #follower: Follower;
  #state = emptyConversation;
  #visible = true;
  #typedAt = 0;
  /** What an earlier page left unsent, until the messages say which of it the server has. */
  #leftUnsent: readonly Unsent[] = [];

  constructor(
    settings: Settings,
    surroundings: Surroundings,
    memory: Memory,
    onChange: (state: ConversationState) => void,
  ) {
    this.#settings = settings;
    this.#surroundings = surroundings;
    this.#memory = memory;
    this.#onChange = onChange;
    const { publishableKey } = settings;
    const origin = () => originOf(settings);
    this.#api = new VisitorApi(publishableKey, surroundings.fetch);
    this.#chat = new ChatClient(
      {
        ...{ endpoint: "/api/v1/chat", publishableKey, silenceLimitMs: SILENCE_LIMIT_MS, origin },
        ...(settings.identity && { identity: settings.identity }),
      },
      surroundings,
      (exchanges) => {
        this.#set({ exchanges });
        this.#remember();
      },
      (ids) => this.#enter(ids),
    );
    this.#follower = new Follower({
      ...{ publishableKey, silenceLimitMs: SILENCE_LIMIT_MS, surroundings },
      current: () => this.#chat.conversation,
      onEvent: (event) => this.#take(event),
      onConnection: (connected) => {
        if (connected !== this.#state.connected) this.#set({ connected });
      },
      onRefused: (status) => this.#refused(status, () => undefined),
    });
  }

  /** Goes on with the conversation of an earlier page, if there is one. */
  async resume(): Promise<void> {
    const remembered = this.#memory.recall();
    if (!remembered) return;
    const { conversation, unsent } = remembered;
    this.#set({ consented: true, begun: conversation !== undefined });
    if (!conversation) return this.#chat.change((exchanges) => withUnsent(exchanges, unsent));
    this.#leftUnsent = unsent;
    this.#chat.enter(conversation);
    await this.loadHistory();
  }

  /** Reads the newest messages, and follows what comes after them. */
  async loadHistory(): Promise<void> {
    const ids = this.#chat.conversation;
    if (!ids) return;
    this.#set({ history: "loading" });
    const read = await this.#api.read(ids);
    // It was deleted or forgotten meanwhile, and another may have begun.
    if (this.#chat.conversation?.conversationId !== ids.conversationId) return;
    if (!read.ok) return this.#refused(read.status, () => this.#set({ history: "failed" }));
    const { state, messages, before, after } = read.value;
    this.#follower.goOnAfter(after);
    this.#merge(messages, { history: "ready", live: state, before });
    if (state.handledBy === "assistant")
      void this.#chat.change((exchanges) => resumeLast({ ...this.#state, exchanges }));
    void this.#chat.change((exchanges) => withUnsent(exchanges, this.#leftUnsent));
    this.#leftUnsent = [];
    this.#follow();
  }

  /** Reads the page of messages before the ones shown. */
  async loadOlder(): Promise<void> {
    const ids = this.#chat.conversation;
    const { before, older } = this.#state;
    if (!ids || before === undefined || older === "loading") return;
    this.#set({ older: "loading" });
    const read = await this.#api.read(ids, before);
    // It was deleted or forgotten meanwhile, and another may have begun.
    if (this.#chat.conversation?.conversationId !== ids.conversationId) return;
    this.#set({ older: read.ok ? undefined : "failed" });
    if (!read.ok) return this.#refused(read.status, () => undefined);
    this.#merge(read.value.messages, { before: read.value.before });
  }

  /** Asks; the first time, asks the visitor for consent before that. */
  send(question: string): void {
    const { consented, pending } = this.#state;
    if (!consented) return this.#set({ pending: [...pending, question], notice: undefined });
    this.#set({ notice: undefined, handedBack: false });
    void this.#chat.send(question);
  }

  agree(): void {
    const { pending } = this.#state;
    this.#set({ consented: true, pending: [] });
    for (const question of pending) this.send(question);
  }

  /** Takes back what waits for consent, and returns it in its order. */
  decline(): readonly string[] {
    const { pending } = this.#state;
    this.#set({ pending: [] });
    return pending;
  }

  /** The page has said anew who the visitor is. */
  identified(): void {
    void this.#chat.identified();
  }

  retry(clientMessageId: string): void {
    void this.#chat.retry(clientMessageId);
  }

  /** Tells the team that the visitor types, when somebody is there to see it. */
  typing(): void {
    const ids = this.#chat.conversation;
    const { live } = this.#state;
    const now = this.#surroundings.now();
    const seen = live?.handledBy === "person" || live?.waitsForPerson;
    if (!ids || !seen || now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    void this.#api.sayTyping(ids);
  }

  async rate(exchange: Exchange, rating: Rating | undefined): Promise<boolean> {
    const ids = this.#chat.conversation;
    const messageId = exchange.answer?.messageId;
    if (!ids || !messageId) return false;
    const body = { rating: rating?.value ?? null, reason: rating?.reason };
    const rated = await this.#api.rate(ids, messageId, body);
    if (!rated.ok) return false;
    void this.#chat.change((exchanges) =>
      exchanges.map((one) => (one.answer?.messageId === messageId ? { ...one, rating } : one)),
    );
    return true;
  }

  /** Leaves a message for a person; to send the form is to agree. */
  async handOff(form: HandoffForm): Promise<Result<unknown>> {
    const identity = this.#settings.identity?.();
    const sent = await this.#api.handOff(
      { ...form, ...originOf(this.#settings), ...(identity && { identity }) },
      this.#chat.conversation,
    );
    if (!sent.ok) return sent;
    const { messageId, conversationId, visitorToken } = sent.value;
    const question: Exchange = {
      ...{ clientMessageId: messageId, questionId: messageId, question: form.message },
      ...{ phase: "done", text: "", citations: [], at: this.#surroundings.now() },
    };
    this.#set({ consented: true, notice: "personSent" });
    void this.#chat.change((exchanges) =>
      exchanges.some((one) => one.clientMessageId === messageId)
        ? exchanges
        : [...exchanges, question],
    );
    this.#enter({ conversationId, visitorToken });
    return sent;
  }

  mailTranscript(email: string): Promise<Result<unknown>> {
    const ids = this.#chat.conversation;
    if (!ids) return Promise.resolve({ ok: false, status: 404, fields: [] });
    return this.#api.mailTranscript(ids, { email, language: originOf(this.#settings).language });
  }

  /** Deletes the conversation; what is gone already counts as deleted. */
  async remove(): Promise<boolean> {
    const ids = this.#chat.conversation;
    const removed = ids ? await this.#api.remove(ids) : undefined;
    if (removed && !removed.ok && removed.status !== 404) return false;
    this.#leave("deleted");
    return true;
  }

  /** Forgets the conversation, here and in the browser; the business keeps it. */
  forget(): void {
    this.#leave(undefined);
  }

  /** A page that nobody looks at holds no connection: a browser has six of them for all its pages. */
  show(visible: boolean): void {
    this.#visible = visible;
    if (visible) this.#follow();
    else this.#follower.stop();
  }

  /** Ends all, since the panel goes away. */
  stop(): void {
    this.#follower.stop();
    this.#chat.stop();
  }

  #set(change: Partial<ConversationState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
  }

  /** Takes in messages, together with what else they came with: what is loaded at once is one change. */
  #merge(told: History["messages"], change: Partial<ConversationState> = {}): void {
    void this.#chat.change((exchanges) => {
      const merged = merge({ ...this.#state, exchanges }, told);
      const { members, unmatched } = merged;
      this.#state = { ...this.#state, ...change, members, unmatched };
      return merged.exchanges;
    });
  }

  #enter(ids: ConversationIds): void {
    this.#chat.enter(ids);
    this.#remember();
    this.#set({ begun: true });
    if (this.#follower.follows(ids)) return;
    this.#follower.goOnAfter(undefined);
    this.#follow();
  }

  /** Keeps in the browser what a later page goes on with, once the visitor has agreed. */
  #remember(): void {
    const { conversation, exchanges } = this.#chat;
    const unsent = unsentOf(withUnsent(exchanges, this.#leftUnsent));
    if (this.#state.consented) this.#memory.remember({ conversation, unsent });
  }

  #follow(): void {
    if (this.#visible && !this.#state.unavailable) this.#follower.start();
  }

  #take(event: VisitorEvent): void {
    if (event.kind === "state") this.#set(afterState(this.#state, event.state));
    if (event.kind !== "message") return;
    const { message } = event;
    this.#merge([message], message.role === "member" ? { notice: undefined } : {});
  }

  /** What a refusal means for the whole conversation; `otherwise` for one that may pass. */
  #refused(status: number, otherwise: () => void): void {
    if (status === 401 || status === 403) {
      this.#follower.stop();
      this.#set({ unavailable: true, connected: true });
    } else if (status === 404) this.#leave("ended");
    else otherwise();
  }

  #leave(notice: ConversationState["notice"]): void {
    this.#follower.stop();
    this.#follower.goOnAfter(undefined);
    this.#memory.forget();
    const unsent = unsentOf(withUnsent(this.#chat.exchanges, this.#leftUnsent));
    this.#leftUnsent = [];
    // What was not sent to one that is over begins another, once the visitor agrees to that.
    const pending = notice === "ended" ? unsent.map(({ question }) => question) : [];
    this.#state = { ...emptyConversation, notice, pending };
    this.#chat.leave();
  }
}
