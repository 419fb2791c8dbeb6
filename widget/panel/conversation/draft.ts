import type { Storages } from "./memory";

/**
 * What a visitor has typed and not sent, in the panel frame's own storage and for its tab alone: a reload leaves it where it
 * was.
 */
export class DraftStore {
  readonly #name: string;
  readonly #storage: Storages;

  constructor(publishableKey: string, storage: Storages) {
    this.#name = `frontdesk:${publishableKey}:draft`;
    this.#storage = storage;
  }

  recall(): string {
    try {
      return this.#storage().getItem(this.#name) ?? "";
    } catch {
      return "";
    }
  }

  /** Keeps it in place of the one before; an empty one leaves nothing. */
  keep(draft: string): void {
    try {
      if (draft === "") this.#storage().removeItem(this.#name);
      else this.#storage().setItem(this.#name, draft);
    } catch {
      // Blocked or full: it lasts as long as the page.
    }
  }
}
