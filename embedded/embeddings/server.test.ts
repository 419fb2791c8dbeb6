import { once } from "node:events";
import { request as httpRequest, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logged } from "@/lib/testing/captured-log";
import { EmbeddingQueue } from "./queue.ts";
import { createEmbeddingsServer } from "./server.ts";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
let server: Server;
let begun: PromiseWithResolvers<void>;
let work: PromiseWithResolvers<Float32Array>;

beforeEach(async () => {
  logged.length = 0;
  begun = Promise.withResolvers();
  work = Promise.withResolvers();
  const queue = new EmbeddingQueue(() => {
    begun.resolve();
    return work.promise;
  });
  server = createEmbeddingsServer(queue, undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => void server.close());

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/embeddings`;
const body = JSON.stringify({ model: "universal-sentence-encoder-lite", input: "a question" });

test("a text that the model fails at is a line of the log, of its caller's trace and without the text", async () => {
  const answer = fetch(url(), {
    method: "POST",
    headers: { traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` },
    body,
  });
  await begun.promise;
  work.reject(new Error("cannot read a question"));
  expect((await answer).status).toBe(500);
  expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ level: "error", service: "ai", trace_id: TRACE_ID }),
  ]);
  expect(logged.join()).not.toContain("a question");
});

test("a caller that goes away is no failure", async () => {
  const closed = new Promise((resolve) => {
    server.once("request", (_, response: ServerResponse) => response.once("close", resolve));
  });
  const call = httpRequest(url(), { method: "POST" });
  call.on("error", () => undefined);
  call.end(body);
  await begun.promise;
  call.destroy();
  await closed;
  work.reject(new Error("too late"));
  // By the time of its answer the other has come to its end.
  expect((await fetch(url(), { method: "POST", body: "{" })).status).toBe(400);
  expect(logged).toEqual([]);
});
