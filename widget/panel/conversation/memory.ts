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

function parse(value: unknown, now: number): Remembered | undefined {
  const fields = fieldsOf(value);
  const expiresAt = fields?.expiresAt;
  if (typeof expiresAt !== "number" || expiresAt <= now || expiresAt > now + LIFETIME_MS)
    return undefined;
  const conversationId = textOf(fields?.conversationId);
  const visitorToken = textOf(fields?.visitorToken);
  const unsent = parseUnsent(fields?.unsent);
  if (conversationId && visitorToken)
    return { conversation: { conversationId, visitorToken }, unsent };
  return unsent.length > 0 ? { unsent } : undefined;
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
  #written: string | undefined;

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

  /** Writes it when it is another than before: an answer that comes word by word changes nothing. */
  remember({ conversation, unsent }: Remembered): void {
    const { conversationId, visitorToken } = conversation ?? {};
    const kept = { conversationId, visitorToken, unsent };
    const text = JSON.stringify(kept);
    if (text === this.#written) return;
    this.#written = text;
    try {
      const expiresAt = this.#now() + LIFETIME_MS;
      this.#storage().setItem(this.#name, JSON.stringify({ ...kept, expiresAt }));
    } catch {
      // Blocked or full: the page goes on with what it has.
    }
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
