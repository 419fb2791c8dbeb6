import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { untilSilent } from "./until-silent";

const SILENT_MS = 400;
const BEATS = 6;
const hungUp = Promise.withResolvers<void>();

/** Heartbeats come nearer than a silence; then the connection stays and says nothing more. */
async function beat(response: ServerResponse): Promise<void> {
  response.on("close", hungUp.resolve);
  for (let beats = 0; beats < BEATS; beats += 1) {
    response.write(": beat\n\n");
    await wait(SILENT_MS / 4);
  }
}

const server = createServer((_, response) => void beat(response));
let url: string;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a body is read through its heartbeats, and fails once nothing comes any more", async () => {
  const { body } = await fetch(url);
  let heard = "";
  const reading = body!
    .pipeThrough(untilSilent(SILENT_MS))
    .pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream<string>({ write: (text) => void (heard += text) }));
  await expect(reading).rejects.toMatchObject({ problem: { code: "interrupted" } });
  expect(heard).toBe(": beat\n\n".repeat(BEATS));
  await hungUp.promise;
});
