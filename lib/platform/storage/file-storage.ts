import "server-only";
import { env } from "@/lib/env";
import { createStorage, type StorageConfig } from "./create-storage";
import type { Storage } from "./storage";

function config(): StorageConfig {
  const { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, STORAGE_DIR } =
    env();
  if (!S3_BUCKET) return { directory: STORAGE_DIR };
  return {
    s3: {
      bucket: S3_BUCKET,
      region: S3_REGION,
      ...(S3_ENDPOINT && { endpoint: S3_ENDPOINT }),
      accessKeyId: S3_ACCESS_KEY_ID ?? "",
      secretAccessKey: S3_SECRET_ACCESS_KEY ?? "",
    },
  };
}

let instance: Storage | undefined;

/** The store of uploaded files: an S3 bucket when one is configured, else a directory. */
export function fileStorage(): Storage {
  instance ??= createStorage(config());
  return instance;
}
