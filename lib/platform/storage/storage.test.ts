import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { forgetCircuits } from "@/lib/testing/circuits";
import { createStorage } from "./create-storage";
import { documentKey, documentPrefix, organizationPrefix } from "./keys";
import type { Storage } from "./storage";
import { startS3StandIn, type S3StandIn } from "./testing/s3-stand-in";

Object.assign(process.env, { LOG_LEVEL: "silent" });
beforeEach(forgetCircuits);

const scope = { tenantId: newId(), organizationId: newId() };
const document = { id: newId() };
const key = documentKey(scope, { ...document, revision: 1 });
const content = new Uint8Array([0, 1, 2, 255, 10, 13]);
const options = { contentType: "application/pdf" };

/** What both stores promise. */
function contract(storage: () => Storage): void {
  it("gives back the bytes that were stored", async () => {
    await storage().put(key, content, options);
    expect(new Uint8Array(await storage().get(key))).toEqual(content);
  });

  it("keeps a file of 20 MB whole", async () => {
    const large = new Uint8Array(20 * 1024 * 1024).fill(7);
    await storage().put(key, large, options);
    expect(Buffer.compare(await storage().get(key), large)).toBe(0);
  });

  it("replaces a file under the same key", async () => {
    await storage().put(key, content, options);
    await storage().put(key, new Uint8Array([9]), options);
    expect(new Uint8Array(await storage().get(key))).toEqual(new Uint8Array([9]));
  });

  it("says not_found for a key without a file", async () => {
    await expect(storage().get(key)).rejects.toMatchObject({ code: "not_found" });
  });

  it("deletes one file, and again without complaint", async () => {
    await storage().put(key, content, options);
    await storage().delete(key);
    await storage().delete(key);
    await expect(storage().get(key)).rejects.toMatchObject({ code: "not_found" });
  });

  it("deletes all revisions of a document and nothing of its neighbours", async () => {
    const neighbour = documentKey(scope, { id: `${document.id}0`, revision: 1 });
    const others = { ...scope, organizationId: newId() };
    const foreign = documentKey(others, { ...document, revision: 1 });
    for (const revision of [1, 2, 3, 4, 5]) {
      await storage().put(documentKey(scope, { ...document, revision }), content, options);
    }
    await storage().put(neighbour, content, options);
    await storage().put(foreign, content, options);
    await storage().deletePrefix(documentPrefix(scope, document));
    await storage().deletePrefix(documentPrefix(scope, document));
    for (const revision of [1, 2, 3, 4, 5]) {
      const gone = storage().get(documentKey(scope, { ...document, revision }));
      await expect(gone).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await storage().get(neighbour)).toHaveLength(content.length);
    await storage().deletePrefix(organizationPrefix(scope));
    await expect(storage().get(neighbour)).rejects.toMatchObject({ code: "not_found" });
    expect(await storage().get(foreign)).toHaveLength(content.length);
  });

  it("stores twenty files at once", async () => {
    const keys = Array.from({ length: 20 }, () => documentKey(scope, { id: newId(), revision: 1 }));
    await Promise.all(keys.map((each, i) => storage().put(each, new Uint8Array([i]), options)));
    const read = await Promise.all(keys.map((each) => storage().get(each)));
    expect(read.map((bytes) => bytes[0])).toEqual(keys.map((_, i) => i));
  });
}

describe("a directory", () => {
  let directory: string;
  let storage: Storage;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "storage-"));
    storage = createStorage({ directory });
  });
  afterEach(() => rm(directory, { recursive: true }));

  contract(() => storage);

  it("leaves no temporary file behind", async () => {
    await storage.put(key, content, options);
    expect(await readdir(join(directory, ".incoming"))).toEqual([]);
  });
});

describe("S3", () => {
  let server: S3StandIn;
  let storage: Storage;
  const credentials = { accessKeyId: "test-id", secretAccessKey: "test-secret" };

  beforeEach(async () => {
    server = await startS3StandIn("uploads");
    const { endpoint } = server;
    storage = createStorage({
      s3: { endpoint, bucket: "uploads", region: "eu-central-1", ...credentials },
    });
  });
  afterEach(() => server.close());

  contract(() => storage);

  it("signs every request, in path style, with the media type beside the content", async () => {
    await storage.put(key, content, options);
    expect(server.objects.get(key)?.contentType).toBe("application/pdf");
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ method: "PUT", path: `/uploads/${key}` });
    expect(server.requests[0]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=test-id\/\d{8}\/eu-central-1\/s3\/aws4_request, /,
    );
  });

  it("tells the trace that it is called in, unsigned, since a proxy may change it", async () => {
    const traceId = newTraceId();
    await runWithTrace({ traceId, service: "kb" }, () => storage.put(key, content, options));
    const [request] = server.requests;
    expect(request?.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-0[01]$`));
    expect(request?.authorization).not.toContain("traceparent");
  });

  it.each([
    [403, "AccessDenied", "storage_denied"],
    [404, "NoSuchBucket", "storage_denied"],
    [500, "InternalError", "storage_failed"],
  ])("answers %i %s as unavailable, %s", async (status, code, reason) => {
    server.failWith = { status, code };
    const failure = { code: "unavailable", details: { reason } };
    await expect(storage.put(key, content, options)).rejects.toMatchObject(failure);
    await expect(storage.get(key)).rejects.toMatchObject(failure);
    // Each of these is a failure of the store.
    forgetCircuits();
    await expect(storage.delete(key)).rejects.toMatchObject(failure);
    await expect(storage.deletePrefix(organizationPrefix(scope))).rejects.toMatchObject(failure);
  });

  it("answers unavailable when nobody listens", async () => {
    await server.close();
    await expect(storage.get(key)).rejects.toMatchObject({
      code: "unavailable",
      details: { reason: "storage_failed" },
    });
  });
});
