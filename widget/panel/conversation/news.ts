import type { ConversationState } from "./conversation-state";
import { entriesOf, type Entry } from "./merge";

const isFinished = (entry: Entry): boolean =>
  entry.kind === "member" || (entry.exchange.phase === "done" && entry.exchange.text !== "");

/**
 * Tells what is new of a conversation: each answer and each person's message once, when it is finished. Those of an earlier
 * page are there already and are no news.
 */
export class News {
  readonly #told = new Set<string>();
  #page: Pick<ConversationState, "history" | "before"> = { history: "none" };

  /** What has been finished since the state before, the oldest first. */
  take(state: ConversationState): Entry[] {
    const { history, before } = state;
    const loaded = this.#page.history !== history || this.#page.before !== before;
    this.#page = { history, before };
    const fresh = entriesOf(state).filter((one) => isFinished(one) && !this.#told.has(one.key));
    for (const { key } of fresh) this.#told.add(key);
    return loaded ? [] : fresh;
  }
}
