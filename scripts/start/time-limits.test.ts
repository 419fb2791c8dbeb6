import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UPLOAD_DEADLINE_MS } from "@/lib/http/deadline";
import { limitTimes } from "./time-limits.ts";

const UPLOAD_MS = 3_000;
let server: Server;

beforeEach(async () => {
  // Node looks for what is overdue every half minute.
  server = createServer({ connectionsCheckingInterval: 50 }, (incoming, outgoing) => {
    void buffer(incoming).then(
      ({ length }) => outgoing.end(String(length)),
      () => outgoing.destroy(),
    );
  });
  limitTimes(server, UPLOAD_MS);
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function upload() {
  const { port } = server.address() as AddressInfo;
  const call = request({ port, host: "127.0.0.1", method: "POST" });
  const answer = once(call, "response").then(async ([response]) => ({
    status: (response as IncomingMessage).statusCode,
    text: (await buffer(response as IncomingMessage)).toString(),
  }));
  return { call, answer };
}

test("an upload that takes more than half as long as its route lets it is taken whole", async () => {
  const { call, answer } = upload();
  const end = performance.now() + UPLOAD_MS * 0.6;
  let sent = 0;
  for (; performance.now() < end; sent += 1) {
    call.write("x");
    await wait(50);
  }
  call.end();
  expect(await answer).toEqual({ status: 200, text: String(sent) });
});

test("one that does not end is ended, though nobody reads what it says", async () => {
  const { call, answer } = upload();
  call.write("x");
  expect(await answer).toMatchObject({ status: 408 });
});

test("the server's own bound is later than the routes' answer", () => {
  limitTimes(server);
  expect(server.requestTimeout).toBeGreaterThan(UPLOAD_DEADLINE_MS + 10_000);
});
