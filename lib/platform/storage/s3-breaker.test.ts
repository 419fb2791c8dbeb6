import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import type * as Real from "@/lib/platform/resilience/dependencies";
import { isCircuitOpen } from "@/lib/platform/resilience/circuit-open";
import { breakerStates } from "@/lib/platform/resilience/registry";
import { forgetCircuits } from "@/lib/testing/circuits";
import { documentKey } from "./keys";
import { s3Storage } from "./s3-storage";
import { startS3StandIn, type S3StandIn } from "./testing/s3-stand-in";

vi.mock("@/lib/env", () => ({ env: () => ({ LOG_LEVEL: "silent" }) }));

// What a test can wait for; everything else of the store's rules is as it is.
vi.mock("@/lib/platform/resilience/dependencies", async (original) => {
  const real = await original<typeof Real>();
  return { ...real, policyOf: () => ({ ...real.DEPENDENCIES.storage, deadlineMs: 3_000 }) };
});

const key = documentKey(
  { tenantId: newId(), organizationId: newId() },
  { id: newId(), revision: 1 },
);
const content = new Uint8Array([1, 2, 3]);
const at = (endpoint: string) =>
  s3Storage({ endpoint, bucket: "b", region: "r", accessKeyId: "id", secretAccessKey: "secret" });

let store: S3StandIn;

beforeEach(async () => {
  forgetCircuits();
  vi.useFakeTimers({ toFake: ["Date"] });
  // Probes come when the rules say, and repeats without a pause.
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  store = await startS3StandIn("b");
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

const stateNow = () => breakerStates().find(({ tenantId }) => tenantId === undefined);

test("a store that fails is left alone after five failures, probed by one call, and used again", async () => {
  const storage = at(store.endpoint);
  const put = () => storage.put(key, content, { contentType: "text/plain" });
  const failed = { code: "unavailable", details: { reason: "storage_failed" } };
  store.failWith = { status: 500, code: "InternalError" };
  while (stateNow()?.state !== "open") await expect(put()).rejects.toMatchObject(failed);
  expect(store.requests).toHaveLength(5);

  const refused = await put().catch((error: unknown) => error);
  expect(isCircuitOpen(refused)).toBe(true);
  await expect(storage.get(key)).rejects.toMatchObject({ details: { reason: "circuit_open" } });
  expect(store.requests).toHaveLength(5);

  vi.setSystemTime(stateNow()!.nextProbeAt!);
  await expect(put()).rejects.toMatchObject({ code: "unavailable" });
  expect([store.requests.length, stateNow()?.state]).toEqual([6, "open"]);

  store.failWith = undefined;
  vi.setSystemTime(stateNow()!.nextProbeAt!);
  const [probe, ...others] = await Promise.allSettled([put(), put(), put()]);
  expect(probe.status).toBe("fulfilled");
  for (const { status } of others) expect(status).toBe("rejected");
  expect([store.requests.length, stateNow()?.state]).toEqual([7, "closed"]);
  expect(new Uint8Array(await storage.get(key))).toEqual(content);
});

test("that a file is not there is no failure of the store", async () => {
  const storage = at(store.endpoint);
  for (let n = 0; n < 8; n += 1)
    await expect(storage.get(key)).rejects.toMatchObject({ code: "not_found" });
  expect(stateNow()).toMatchObject({ state: "closed", failuresInWindow: 0 });
});

test("a store that takes the connection and never answers is given up, and its connection closed", async () => {
  const closed = Promise.withResolvers<void>();
  const silent = createServer((socket) => {
    socket.resume().on("error", () => undefined);
    socket.once("close", () => closed.resolve());
  });
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const storage = at(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  await expect(storage.get(key)).rejects.toMatchObject({ code: "unavailable" });
  await closed.promise;
  expect(stateNow()).toMatchObject({ failuresInWindow: 1, lastErrorClass: "timeout" });
  silent.close();
});
