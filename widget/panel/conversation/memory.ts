import { fieldsOf, parseJson, textOf } from "../chat/server-events";

/** What the panel remembers from page to page, once the visitor has agreed. */
export interface Remembered {
  conversation?: { conversationId: string; visitorToken: string };
  /** The question that begins one whose answer has not come yet. */
  first?: { clientMessageId: string; question: string };
}

/** As long as a visitor token lives. */
const LIFETIME_MS = 12 * 60 * 60 * 1000;

function parse(value: unknown, now: number): Remembered | undefined {
  const fields = fieldsOf(value);
  const expiresAt = fields?.expiresAt;
  if (typeof expiresAt !== "number" || expiresAt <= now || expiresAt > now + LIFETIME_MS)
    return undefined;
  const conversationId = textOf(fields?.conversationId);
  const visitorToken = textOf(fields?.visitorToken);
  if (conversationId && visitorToken) return { conversation: { conversationId, visitorToken } };
  const clientMessageId = textOf(fields?.clientMessageId);
  const question = textOf(fields?.question);
  return clientMessageId && question ? { first: { clientMessageId, question } } : undefined;
}

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

  constructor(publishableKey: string, storage: Storages, now: () => number) {
    this.#name = `frontdesk:${publishableKey}`;
    this.#storage = storage;
    this.#now = now;
  }

  /** The conversation to go on with; what is over is removed. */
  recall(): Remembered | undefined {
    try {
      const kept = this.#storage().getItem(this.#name);
      if (kept === null) return undefined;
      const remembered = parse(parseJson(kept), this.#now());
      if (!remembered) this.forget();
      return remembered;
    } catch {
      return undefined;
    }
  }

  remember({ conversation, first }: Remembered): void {
    const { conversationId, visitorToken } = conversation ?? {};
    const { clientMessageId, question } = first ?? {};
    const ids = { conversationId, visitorToken, clientMessageId, question };
    const kept = { ...ids, expiresAt: this.#now() + LIFETIME_MS };
    try {
      this.#storage().setItem(this.#name, JSON.stringify(kept));
    } catch {
      // Blocked or full: the page goes on with what it has.
    }
  }

  forget(): void {
    try {
      this.#storage().removeItem(this.#name);
    } catch {
      // Blocked: then nothing was kept either.
    }
  }
}
