import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startFaultProxy, type FaultProxy } from "@/lib/testing/fault-proxy";
import { serveRoute, type ServedRoute } from "@/lib/testing/serve-route";
import { REQUEST_DEADLINE_MS } from "./deadline";
import { definePublicRoute } from "./define-route";
import { EventStream } from "./sse";

Object.assign(process.env, {
  LOG_LEVEL: "silent",
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
  VISITOR_TOKEN_SECRET: "another-secret-of-the-tests-long-enough",
  DATABASE_URL: "postgres://nobody@127.0.0.1:9/none",
});

let silent: Server;
/** The way to a server that takes every call and answers none. */
let outside: FaultProxy;
let asked: PromiseWithResolvers<void>;
let served: ServedRoute | undefined;

beforeEach(async () => {
  asked = Promise.withResolvers();
  silent = createServer((socket) => {
    socket.once("data", () => asked.resolve());
    socket.on("error", () => undefined);
  });
  await once(silent.listen(0, "127.0.0.1"), "listening");
  outside = await startFaultProxy(`127.0.0.1:${(silent.address() as AddressInfo).port}`);
  // Those of the product; Node's own servers and sockets have theirs.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
});
afterEach(async () => {
  vi.useRealTimers();
  await served?.stop();
  await outside.stop();
  silent.close();
});

const askOutside = (signal: AbortSignal) => fetch(`http://${outside.host}/`, { signal });

async function serve(handler: (signal: AbortSignal) => Promise<unknown>): Promise<string> {
  const shared = { service: "web", summary: "For the tests", unlimited: true } as const;
  served = await serveRoute(
    definePublicRoute({ ...shared, handler: ({ signal }) => handler(signal) }),
  );
  return served.url;
}

const streaming = (produce: (signal: AbortSignal) => Promise<unknown>) =>
  new EventStream(async function* (signal) {
    const data = await produce(signal);
    yield { event: "said", data };
  });

/** The text of an answer as it comes. */
function readerOf(response: Response) {
  const parts = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return { next: async () => (await parts.read()).value, cancel: () => parts.cancel() };
}

test.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
  ["a request that is", async (signal) => (await askOutside(signal)).text()],
  [
    "a stream that is",
    async (signal) => {
      await askOutside(signal);
      return streaming(askOutside);
    },
  ],
])("%s not answered in time is a 504, and what it was doing is ended", async (_, handler) => {
  const answer = fetch(await serve(handler));
  await asked.promise;
  await vi.advanceTimersByTimeAsync(REQUEST_DEADLINE_MS - 1);
  expect(outside.counts()).toEqual({ opened: 1, open: 1 });
  await vi.advanceTimersByTimeAsync(1);
  const { status, headers } = await answer;
  expect([status, headers.get("content-type")]).toEqual([504, "application/problem+json"]);
  await outside.quiet();
});

test("a stream says something at once and every ten seconds, and outlives a request's time", async () => {
  const [told, heard] = [Promise.withResolvers<string>(), Promise.withResolvers<AbortSignal>()];
  const url = await serve(async () =>
    streaming((signal) => {
      heard.resolve(signal);
      return told.promise;
    }),
  );
  const reader = readerOf(await fetch(url));
  expect(await reader.next()).toBe(": open\n\n");
  for (let beats = 0; beats < 7; beats += 1) {
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await reader.next()).toBe(": heartbeat\n\n");
  }
  expect((await heard.promise).aborted).toBe(false);
  told.resolve("late");
  expect(await reader.next()).toBe('event: said\ndata: "late"\n\n');
  expect(await reader.next()).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});

test("who leaves a stream ends what it was doing", async () => {
  const reader = readerOf(await fetch(await serve(async () => streaming(askOutside))));
  await reader.next();
  await asked.promise;
  await reader.cancel();
  await outside.quiet();
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
});

test("who leaves before the answer ends what it was doing", async () => {
  const client = new AbortController();
  const url = await serve(async (signal) => (await askOutside(signal)).text());
  const answer = fetch(url, { signal: client.signal });
  await asked.promise;
  client.abort(new Error("gone"));
  await expect(answer).rejects.toThrow("gone");
  await outside.quiet();
});
