import "server-only";
import type * as Sdk from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { notFound } from "@/lib/core/errors";
import type { Storage } from "./storage";
import { codeOf, storageError } from "./storage-error";

export interface S3Config {
  /** Left out for Amazon's own. */
  endpoint?: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** A bucket of S3 or of anything that speaks its protocol (MinIO, Garage, R2, …). */
export function s3Storage(config: S3Config): Storage {
  const { bucket: Bucket } = config;
  let connection: Promise<{ sdk: typeof Sdk; client: S3Client }> | undefined;

  /** The SDK is loaded with the first call: 35 MB that a directory does not need. */
  async function attempt<T>(
    doing: string,
    call: (client: S3Client, sdk: typeof Sdk) => Promise<T>,
  ): Promise<T> {
    try {
      connection ??= connect(config);
      const { client, sdk } = await connection;
      return await call(client, sdk);
    } catch (error) {
      throw codeOf(error) === "NoSuchKey" ? notFound("The file") : storageError(error, doing);
    }
  }

  return {
    async put(Key, Body, { contentType: ContentType }) {
      await attempt(`put ${Key}`, (client, { PutObjectCommand }) =>
        client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType })),
      );
    },

    get(Key) {
      return attempt(`get ${Key}`, async (client, { GetObjectCommand }) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (!Body) throw new Error("The store answered without a body.");
        return Body.transformToByteArray();
      });
    },

    async delete(Key) {
      await attempt(`delete ${Key}`, (client, { DeleteObjectCommand }) =>
        client.send(new DeleteObjectCommand({ Bucket, Key })),
      );
    },

    async deletePrefix(Prefix) {
      await attempt(`delete ${Prefix}`, async (client, sdk) => {
        const pages = sdk.paginateListObjectsV2({ client }, { Bucket, Prefix });
        for await (const { Contents = [] } of pages) {
          for (const { Key } of Contents) {
            if (Key) await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
          }
        }
      });
    },
  };
}

async function connect(config: S3Config): Promise<{ sdk: typeof Sdk; client: S3Client }> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    ...(config.endpoint && { endpoint: config.endpoint, forcePathStyle: true }),
    region: config.region,
    credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 3_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
    // The checksums that the SDK adds by itself are refused by many S3-compatible stores.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return { sdk, client };
}
