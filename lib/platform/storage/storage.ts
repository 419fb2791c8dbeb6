import type { StorageKey, StoragePrefix } from "./keys";

/**
 * Where uploaded files are kept. Content is opaque here; whoever stores a file keeps its SHA-256 and
 * compares after reading. Every method throws AppError `unavailable` with `details.reason`
 * (`storage_full`, `storage_denied`, `storage_failed`, `circuit_open`) when the store itself fails.
 */
export interface Storage {
  /** Stores the whole content or nothing; replaces what was under the key. */
  put(key: StorageKey, content: Uint8Array, options: { contentType: string }): Promise<void>;
  /** The whole content. Throws AppError `not_found` when there is none. */
  get(key: StorageKey): Promise<Uint8Array>;
  /** Removes the file; nothing happens when there is none. */
  delete(key: StorageKey): Promise<void>;
  /** Removes everything below the prefix; nothing happens when there is nothing. */
  deletePrefix(prefix: StoragePrefix): Promise<void>;
}
