import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { logged } from "@/lib/testing/captured-log";
import { callRoute } from "@/lib/testing/call-route";
import { REQUEST_DEADLINE_MS, UPLOAD_DEADLINE_MS } from "./deadline";
import { definePublicRoute } from "./define-route";
import { EventStream } from "./sse";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

Object.assign(process.env, {
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
  VISITOR_TOKEN_SECRET: "another-secret-of-the-tests-long-enough",
  DATABASE_URL: "postgres://nobody@127.0.0.1:9/none",
});

const SECRET = "postgres://owner:hunter2@10.0.0.7/frontdesk";
const routeOf = (handler: (signal: AbortSignal) => Promise<unknown>) =>
  definePublicRoute({
    service: "web",
    summary: "For the tests",
    unlimited: true,
    handler: ({ signal }) => handler(signal),
  });

const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
});

afterEach(() => {
  vi.useRealTimers();
});

describe("an unexpected error", () => {
  test.each<[string, () => unknown]>([
    ["an error", () => new Error(SECRET)],
    ["one with a cause", () => new Error("outer", { cause: new Error(SECRET) })],
    [
      "one of the driver's kind",
      () => Object.assign(new Error(SECRET), { code: "XX000", detail: SECRET }),
    ],
    ["a text that was thrown", () => SECRET],
    ["an error of our own for the log", () => new AppError("internal", SECRET)],
    ["one with an inner side", () => new AppError("unavailable", "Away.", { internal: SECRET })],
  ])("%s says nothing of itself, but where the log tells more", async (_, thrown) => {
    const route = routeOf(() => {
      throw thrown() as Error;
    });
    const answer = await callRoute(route);
    const body = problem.parse(answer.body);
    expect(answer.status).toBe(body.status);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.text + JSON.stringify([...answer.headers])).not.toMatch(
      /hunter2|outer|at .*\.ts/,
    );
    expect(answer.headers.get("x-trace-id")).toBe(body.traceId);
    expect(logged.filter((line) => line.includes(body.traceId)).join()).toContain("request failed");
  });

  test("in a stream that has begun says as little", async () => {
    const route = routeOf(
      async () =>
        new EventStream(async function* () {
          yield { event: "token", data: "one" };
          await Promise.resolve();
          throw new Error(SECRET);
        }),
    );
    const { text } = await callRoute(route);
    expect(text).toContain("event: error");
    expect(text).toContain('"code":"internal"');
    expect(text).not.toContain("hunter2");
  });
});

describe("a client that leaves", () => {
  const broken = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  const linesOf = (traceId: string) => logged.filter((line) => line.includes(traceId)).join();

  test("in the middle of its body is not a failure", async () => {
    const route = definePublicRoute({
      service: "web",
      summary: "For the tests",
      unlimited: true,
      body: z.object({}),
      handler: async () => ({}),
    });
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => controller.error(broken),
    });
    const headers = { "content-type": "application/json" };
    const answer = await callRoute(route, { headers, body });
    const { traceId, code } = problem.parse(answer.body);
    expect([answer.status, code]).toEqual([499, "client_closed"]);
    expect(linesOf(traceId)).toContain("client_closed");
    expect(linesOf(traceId)).not.toContain("request failed");
  });

  const leave = async (thrown: (reason: unknown) => unknown) => {
    const client = new AbortController();
    const route = routeOf((signal) => {
      client.abort();
      throw thrown(signal.reason) as Error;
    });
    const request = new Request("http://localhost:3000/", { signal: client.signal });
    const response = await route(request, { params: Promise.resolve({}) });
    return problem.parse(await response.json());
  };

  test.each<[string, (reason: unknown) => unknown]>([
    ["by the signal's reason", (reason) => reason],
    ["by an abort of its own", () => new DOMException("Stopped", "AbortError")],
    ["by the connection", () => broken],
  ])("while its handler is at work, which is stopped %s, is not a failure", async (_, thrown) => {
    const { status, traceId } = await leave(thrown);
    expect(status).toBe(499);
    expect(linesOf(traceId)).not.toContain("request failed");
  });

  test("hides no other error, and one that stays hides none", async () => {
    const { status, traceId } = await leave(() => new TypeError("unforeseen"));
    expect(status).toBe(500);
    expect(linesOf(traceId)).toContain("request failed");
    const staying = routeOf(() => Promise.reject(broken));
    expect((await callRoute(staying)).status).toBe(500);
  });
});

describe("the trace id", () => {
  const failing = routeOf(() => Promise.reject(new AppError("not_found", "Not there.")));
  const ask = async (traceparent?: string) => {
    const answer = await callRoute(failing, { headers: { ...(traceparent && { traceparent }) } });
    const { traceId } = problem.parse(answer.body);
    expect(answer.headers.get("x-trace-id")).toBe(traceId);
    return traceId;
  };
  const given = "4bf92f3577b34da6a3ce929d0e0e4736";

  test("of a caller is taken over, to answer and log alike", async () => {
    expect(await ask(`00-${given}-00f067aa0ba902b7-01`)).toBe(given);
    expect(logged.filter((line) => line.includes(given)).join()).toContain("request refused");
  });

  test.each([
    undefined,
    "",
    given,
    `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
    `00-${given.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${given}-00f067aa0ba902b7`,
    `00-${given}","level":60,"x":"-00f067aa0ba902b7-01`,
    `00-${given.slice(1)}-00f067aa0ba902b7-01`,
  ])("is one of our own after %j", async (traceparent) => {
    expect(await ask(traceparent)).not.toBe(given);
  });

  test("is another one for each call, and stands on what succeeds as well", async () => {
    const fine = routeOf(async () => ({ ok: true }));
    const ids = new Set<string | null>();
    for (let n = 0; n < 5; n += 1) ids.add((await callRoute(fine)).headers.get("x-trace-id"));
    expect(ids.size).toBe(5);
    expect([...ids].join()).toMatch(/^[0-9a-f,]+$/);
  });
});

describe("the deadline", () => {
  test("ends a handler that listens to nothing, and tells one that does", async () => {
    vi.useFakeTimers();
    let heard: unknown;
    const never = routeOf((signal) => {
      signal.addEventListener("abort", () => (heard = signal.reason as unknown));
      return new Promise(() => undefined);
    });
    const answer = callRoute(never);
    await vi.advanceTimersByTimeAsync(REQUEST_DEADLINE_MS - 1);
    expect(heard).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    const { status, body } = await answer;
    expect([status, problem.parse(body).code]).toEqual([504, "timeout"]);
    expect(heard).toMatchObject({ code: "timeout" });
  });

  test("is longer for an upload alone, not for whoever says that it is one", async () => {
    vi.useFakeTimers();
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({});
    const shared = { service: "web", summary: "For the tests", unlimited: true } as const;
    const uploads = definePublicRoute({
      ...shared,
      multipartBytes: 1_000,
      handler: async () => ({}),
    });
    let done = false;
    const slow = callRoute(uploads, { headers, body }).then((answer) => {
      done = true;
      return answer;
    });
    await vi.advanceTimersByTimeAsync(REQUEST_DEADLINE_MS + 1_000);
    expect(done).toBe(false);
    await vi.advanceTimersByTimeAsync(UPLOAD_DEADLINE_MS);
    expect((await slow).status).toBe(504);

    const never = routeOf(() => new Promise(() => undefined));
    const liar = callRoute(never, { headers, body: "x" });
    await vi.advanceTimersByTimeAsync(REQUEST_DEADLINE_MS);
    expect((await liar).status).toBe(504);
  });

  test("leaves no timer behind an answer", async () => {
    vi.useFakeTimers();
    await callRoute(routeOf(async () => ({})));
    expect(vi.getTimerCount()).toBe(0);
  });
});
