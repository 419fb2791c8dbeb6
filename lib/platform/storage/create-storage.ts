import "server-only";
import { directoryStorage } from "./directory-storage";
import { s3Storage, type S3Config } from "./s3-storage";
import type { Storage } from "./storage";

export type StorageConfig = { directory: string } | { s3: S3Config };

/** The store that the configuration names. Nothing is opened or created before the first call. */
export function createStorage(config: StorageConfig): Storage {
  return "s3" in config ? s3Storage(config.s3) : directoryStorage(config.directory);
}
