import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { toProblem } from "@/lib/http/problem";
import { endStream, isStream } from "./end-stream.ts";

const TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

async function readEnded(type: string): Promise<string> {
  const server = createServer((_, response) => {
    // As Next does: what writeHead is given instead can't be asked for.
    response.setHeader("content-type", type).setHeader("x-trace-id", TRACE_ID);
    response.write(": open\n\n");
    if (isStream(response)) endStream(response);
    else response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    return await (await fetch(`http://127.0.0.1:${port}`)).text();
  } finally {
    server.close();
  }
}

// The server that Next runs in imports the log alone of the application, so this holds the two together.
test("a stream that a stop ends is told so by the problem document that the application would write", async () => {
  const error = new AppError("unavailable", "The service is stopping. Ask again in a moment.", {
    retryAfterSeconds: 5,
    details: { reason: "stopping" },
  });
  const [opened, event, data] = (await readEnded("text/event-stream; charset=utf-8")).split(
    /\n\n|\n/,
  );
  expect([opened, event]).toEqual([": open", "event: error"]);
  const { problem } = JSON.parse(data?.replace("data: ", "") ?? "") as { problem: unknown };
  expect(problem).toEqual(toProblem(error, TRACE_ID));
});

test("an answer that is no stream of events is let come to its own end", async () => {
  expect(await readEnded("application/json")).toBe(": open\n\n");
});
