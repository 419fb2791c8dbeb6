import type { Change } from "./live-repository";

/**
 * A write is seen only when its transaction has ended, which may be that long after the time that stands in it: so far back
 * is looked again and again.
 */
export const OVERLAP_MS = 15_000;

/** Tells what is new of looks that overlap: each change once. */
export class NewChanges {
  readonly #told = new Map<string, number>();

  /** What of a look was in none before. `since` is the beginning of the look, in milliseconds. */
  take(changes: readonly Change[], since: number): string[] {
    for (const [key, at] of this.#told) if (at <= since) this.#told.delete(key);
    const fresh = changes.filter(({ id, at }) => !this.#told.has(`${id} ${at}`));
    for (const { id, at } of fresh) this.#told.set(`${id} ${at}`, at);
    return [...new Set(fresh.map(({ id }) => id))];
  }
}
