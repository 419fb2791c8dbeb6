import type { ConversationIds } from "../chat/request-answer";
import { fieldsOf, parseJson, textOf } from "../chat/server-events";
import type { Unsent } from "./unsent";

/** What the panel remembers from page to page, once the visitor has agreed. */
export interface Remembered {
  conversation?: ConversationIds | undefined;
  unsent: readonly Unsent[];
}

/** As long as a visitor token lives. */
const LIFETIME_MS = 12 * 60 * 60 * 1000;

function parseUnsent(value: unknown): Unsent[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const fields = fieldsOf(one);
    const clientMessageId = textOf(fields?.clientMessageId);
    const question = textOf(fields?.question);
    return clientMessageId && question ? [{ clientMessageId, question }] : [];
  });
}

interface Kept extends Remembered {
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

function parse(value: unknown, now: number): Kept | undefined {
  const fields = fieldsOf(value);
  const expiresAt = fields?.expiresAt;
  if (typeof expiresAt !== "number" || expiresAt <= now || expiresAt > now + LIFETIME_MS)
    return undefined;
  const conversationId = textOf(fields?.conversationId);
  const visitorToken = textOf(fields?.visitorToken);
  const unsent = parseUnsent(fields?.unsent);
  if (conversationId && visitorToken)
    return { conversation: { conversationId, visitorToken }, unsent, expiresAt };
  return unsent.length > 0 ? { unsent, expiresAt } : undefined;
}

/** Whether two pages may be of one conversation; one that has none yet may be. */
const mayBeOne = (one: ConversationIds | undefined, other: ConversationIds | undefined) =>
  !one || !other || one.conversationId === other.conversationId;

/** Where a browser keeps it; reading the property may throw where storage is blocked. */
export type Storages = () => Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * One widget's conversation in the panel frame's own storage. Browsers part or block the storage of frames; then it lasts
 * as long as the page.
 */
export class Memory {
  readonly #name: string;
  readonly #storage: Storages;
  readonly #now: () => number;
  #written: string | undefined;
  /** Questions that this page has seen: of others, another page of the site keeps what it has not sent. */
  readonly #seen = new Set<string>();

  constructor(publishableKey: string, storage: Storages, now: () => number) {
    this.#name = `frontdesk:${publishableKey}`;
    this.#storage = storage;
    this.#now = now;
  }

  /** The conversation to go on with; what is over is removed. */
  recall(): Remembered | undefined {
    try {
      const remembered = this.#read();
      if (!remembered) this.forget();
      for (const { clientMessageId } of remembered?.unsent ?? []) this.#seen.add(clientMessageId);
      return remembered;
    } catch {
      return undefined;
    }
  }

  /**
   * Writes it when it is another than before: an answer that comes word by word changes nothing. What another page of the
   * site has not sent stays, and a token lives no longer for being written again.
   */
  remember({ conversation, unsent }: Remembered): void {
    const text = JSON.stringify([conversation, unsent]);
    if (text === this.#written) return;
    this.#written = text;
    for (const { clientMessageId } of unsent) this.#seen.add(clientMessageId);
    const { conversationId, visitorToken } = conversation ?? {};
    try {
      const before = this.#read();
      const left = mayBeOne(before?.conversation, conversation) ? before?.unsent : undefined;
      const others = left?.filter(({ clientMessageId }) => !this.#seen.has(clientMessageId)) ?? [];
      const isSameToken = visitorToken && before?.conversation?.visitorToken === visitorToken;
      const expiresAt = isSameToken ? before.expiresAt : this.#now() + LIFETIME_MS;
      const kept = { conversationId, visitorToken, unsent: [...others, ...unsent], expiresAt };
      this.#storage().setItem(this.#name, JSON.stringify(kept));
    } catch {
      // Blocked or full: the page goes on with what it has.
    }
  }

  #read(): Kept | undefined {
    const kept = this.#storage().getItem(this.#name);
    return kept === null ? undefined : parse(parseJson(kept), this.#now());
  }

  forget(): void {
    this.#written = undefined;
    try {
      this.#storage().removeItem(this.#name);
    } catch {
      // Blocked: then nothing was kept either.
    }
  }
}
