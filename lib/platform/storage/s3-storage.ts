import "server-only";
import type * as Sdk from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { notFound } from "@/lib/core/errors";
import { outgoingTraceparent } from "@/lib/platform/log/trace";
import { callOutside } from "@/lib/platform/resilience/call-outside";
import type { Storage } from "./storage";
import { codeOf, storageError } from "./storage-error";

/** Few enough to be deleted one by one within a call's deadline. */
const KEYS_AT_ONCE = 50;

export interface S3Config {
  /** Left out for Amazon's own. */
  endpoint?: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

interface Connection {
  sdk: typeof Sdk;
  client: S3Client;
  /** Ends the request with the call. */
  to: { abortSignal: AbortSignal };
}

/** A bucket of S3 or of anything that speaks its protocol (MinIO, Garage, R2, …). */
export function s3Storage(config: S3Config): Storage {
  const { bucket: Bucket } = config;
  const provider = config.endpoint
    ? new URL(config.endpoint).host
    : `s3.${config.region}.amazonaws.com`;
  let connected: Promise<Omit<Connection, "to">> | undefined;

  /** The SDK is loaded with the first call: 35 MB that a directory does not need. */
  async function attempt<T>(
    operation: string,
    key: string,
    call: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    try {
      connected ??= connect(config);
      const { sdk, client } = await connected;
      return await callOutside("storage", { provider, operation }, ({ signal }) =>
        call({ sdk, client, to: { abortSignal: signal } }),
      );
    } catch (error) {
      throw storageError(error, `${operation} ${key}`);
    }
  }

  return {
    async put(Key, Body, { contentType: ContentType }) {
      await attempt("put", Key, ({ client, sdk, to }) =>
        client.send(new sdk.PutObjectCommand({ Bucket, Key, Body, ContentType }), to),
      );
    },

    async get(Key) {
      const content = await attempt("get", Key, async ({ client, sdk, to }) => {
        try {
          const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key }), to);
          if (!Body) throw new Error("The store answered without a body.");
          return await Body.transformToByteArray();
        } catch (error) {
          // That there is none is an answer, and no failure of the store.
          if (codeOf(error) === "NoSuchKey") return undefined;
          throw error;
        }
      });
      if (!content) throw notFound("The file");
      return content;
    },

    async delete(Key) {
      await attempt("delete", Key, ({ client, sdk, to }) =>
        client.send(new sdk.DeleteObjectCommand({ Bucket, Key }), to),
      );
    },

    async deletePrefix(Prefix) {
      let ContinuationToken: string | undefined;
      do {
        // One call a page, so that each has its deadline.
        ContinuationToken = await attempt("delete", Prefix, async ({ client, sdk, to }) => {
          const page = { Bucket, Prefix, MaxKeys: KEYS_AT_ONCE, ContinuationToken };
          const found = await client.send(new sdk.ListObjectsV2Command(page), to);
          for (const { Key } of found.Contents ?? []) {
            if (Key) await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }), to);
          }
          return found.NextContinuationToken;
        });
      } while (ContinuationToken !== undefined);
    },
  };
}

async function connect(config: S3Config): Promise<{ sdk: typeof Sdk; client: S3Client }> {
  const sdk = await import("@aws-sdk/client-s3");
  const client = new sdk.S3Client({
    ...(config.endpoint && { endpoint: config.endpoint, forcePathStyle: true }),
    region: config.region,
    credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000 },
    // The checksums that the SDK adds by itself are refused by many S3-compatible stores.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  // After the signature, which it is no part of: a proxy on the way may change it.
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      const traceparent = outgoingTraceparent();
      if (traceparent) headers["traceparent"] = traceparent;
      return next(args);
    },
    { step: "deserialize", name: "traceparent" },
  );
  return { sdk, client };
}
