import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { toProblem } from "@/lib/http/problem";
import { logged } from "@/lib/testing/captured-log";
import { isRefused, refuse } from "./refuse-body.ts";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const LARGE = { "content-length": "64001" };
const UNKNOWN_LENGTH = { "transfer-encoding": "chunked" };
const ACTION = { "next-action": "7f" };
const SESSION = { cookie: "theme=dark; next-auth.session-token=a" };

const refused = (url: string, headers: Record<string, string>) =>
  isRefused({ url, headers } as unknown as IncomingMessage);

test.each<[string, string, Record<string, string>]>([
  ["a large action", "/sign-up", { ...LARGE, ...ACTION }],
  ["one of unknown length", "/sign-up", { ...UNKNOWN_LENGTH, ...ACTION }],
  ["a large form", "/shop/knowledge", LARGE],
  ["an action where no page is", "/api/none", { ...LARGE, ...ACTION }],
  ["a large body beside another cookie", "/", { ...LARGE, cookie: "x-next-auth.session-token=a" }],
])("%s is refused from who has no session", (_, url, headers) => {
  expect(refused(url, headers)).toBe(true);
});

test.each<[string, string, Record<string, string>]>([
  ["signing up", "/sign-up", { "content-length": "64000", ...ACTION }],
  ["a page", "/", {}],
  ["a member's text", "/shop/knowledge/new", { ...LARGE, ...ACTION, ...SESSION }],
  [
    "a member's text by https",
    "/shop/knowledge/new",
    { ...LARGE, ...ACTION, cookie: "__Secure-next-auth.session-token=a" },
  ],
  ["an upload", "/api/v1/documents", LARGE],
  ["a stream to the API", "/api/v1/documents", UNKNOWN_LENGTH],
])("%s is let through", (_, url, headers) => {
  expect(refused(url, headers)).toBe(false);
});

test("the refusal comes before the body does, as a problem document, and ends the connection", async () => {
  const server = createServer((_request, response) => refuse(response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const call = httpRequest({ port, host: "127.0.0.1", method: "POST", headers: LARGE });
  try {
    call.flushHeaders();
    const [response] = (await once(call, "response")) as [IncomingMessage];
    const text = await response.setEncoding("utf8").reduce((all, part) => all + String(part), "");
    const problem = JSON.parse(text) as { traceId: string };
    const error = new AppError("unauthenticated", "Sign in before you send as much as this.");
    expect(problem).toEqual(toProblem(error, problem.traceId));
    expect(response.statusCode).toBe(401);
    expect(response.headers).toMatchObject({
      "content-type": "application/problem+json",
      "x-trace-id": problem.traceId,
      connection: "close",
    });
    expect(logged.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        level: "info",
        service: "web",
        trace_id: problem.traceId,
        status: 401,
        msg: "body refused",
      }),
    ]);
  } finally {
    call.destroy();
    server.close();
  }
});
