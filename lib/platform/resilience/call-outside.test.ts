import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type * as Real from "./dependencies";
import { newTraceId, runWithTrace } from "@/lib/platform/log/trace";
import { logged } from "@/lib/testing/captured-log";
import { forgetCircuits } from "@/lib/testing/circuits";
import { callOutside } from "./call-outside";
import { isCircuitOpen } from "./circuit-open";
import { fetchOutside } from "./fetch-outside";
import { breakerStates } from "./registry";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

// A dependency's times are what a test can wait for; everything else of it is as it is.
vi.mock("./dependencies", async (original) => {
  const real = await original<typeof Real>();
  return {
    ...real,
    policyOf: (dependency: keyof typeof real.DEPENDENCIES) => ({
      ...real.DEPENDENCIES[dependency],
      deadlineMs: dependency === "storage" ? 30_000 : 300,
    }),
  };
});

let server: Server;
let answer: RequestListener;
let asked: number;
let url: string;

beforeEach(async () => {
  forgetCircuits();
  logged.length = 0;
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const status = (code: number): RequestListener => {
  return (_, response) => response.writeHead(code).end("{}");
};

type Of = Parameters<typeof callOutside>[0];

/** What a client library does: throws an error with the status. */
async function ask(dependency: Of, options: { signal?: AbortSignal } = {}): Promise<string> {
  const provider = new URL(url).host;
  return callOutside(dependency, { provider, operation: "ask", ...options }, async (call) => {
    const response = await fetch(url, { signal: call.signal, headers: call.headers });
    if (!response.ok) throw Object.assign(new Error("answered"), { status: response.status });
    return response.text();
  });
}

const inTenant = <T>(tenantId: string, fn: () => Promise<T>) =>
  runWithTrace({ traceId: newTraceId(), service: "chat", tenantId }, fn);

const lines = () =>
  logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === "outside call");

async function failures(times: number, dependency: Of): Promise<void> {
  for (let call = 0; call < times; call += 1) {
    await expect(ask(dependency)).rejects.toThrow();
  }
}

describe("the deadline", () => {
  test("ends a call that ignores its signal, as a timeout that counts", async () => {
    const call = callOutside(
      "gmail",
      { provider: "gmail", operation: "get" },
      () => Promise.withResolvers<never>().promise,
    );
    await expect(call).rejects.toMatchObject({ code: "timeout" });
    expect(breakerStates()).toMatchObject([{ failuresInWindow: 1, lastErrorClass: "timeout" }]);
    expect(lines()).toMatchObject([{ dependency: "gmail", outcome: "timeout", attempts: 1 }]);
  });

  test("reaches the socket", async () => {
    const hungUp = Promise.withResolvers<void>();
    answer = (request) => request.once("close", () => hungUp.resolve());
    await expect(ask("chat_model")).rejects.toMatchObject({ code: "timeout" });
    await hungUp.promise;
  });
});

describe("the caller's own going away", () => {
  test("ends the call with its reason, closes the socket and counts for nobody", async () => {
    const hungUp = Promise.withResolvers<void>();
    const caller = new AbortController();
    answer = (request) => {
      request.once("close", () => hungUp.resolve());
      caller.abort(new Error("gone"));
    };
    await expect(ask("chat_model", { signal: caller.signal })).rejects.toThrow("gone");
    await hungUp.promise;
    expect(breakerStates()).toMatchObject([{ failuresInWindow: 0 }]);
    expect(lines()).toMatchObject([{ outcome: "aborted" }]);
  });
});

describe("repeats", () => {
  test("are made where a call may be repeated, and are one line of the log", async () => {
    answer = (request, response) => status(asked < 3 ? 503 : 200)(request, response);
    expect(await ask("storage")).toBe("{}");
    expect(asked).toBe(3);
    expect(lines()).toMatchObject([{ outcome: "ok", attempts: 3, dependency: "storage" }]);
  });

  test.each([
    ["what could cost twice", "chat_model", 503],
    ["a limit", "storage", 429],
    ["a fault of the input", "storage", 422],
  ] as const)("are not made of %s", async (_, dependency, code) => {
    answer = status(code);
    await failures(1, dependency);
    expect(asked).toBe(1);
  });

  test("stay within a tenth of the calls", async () => {
    answer = status(200);
    for (let call = 0; call < 70; call += 1) await ask("storage");
    asked = 0;
    // Below the breaker's five: one failure each, of hosts of their own.
    const refused = Array.from({ length: 30 }, (_, host) =>
      callOutside("storage", { provider: `host-${host}`, operation: "get" }, () => {
        asked += 1;
        return Promise.reject(new Error("reset"));
      }),
    );
    await Promise.allSettled(refused);
    expect(asked - refused.length).toBe(10);
  });
});

describe("a breaker", () => {
  test("opens after five failures, refuses with the time to the next probe, and alerts once", async () => {
    answer = status(500);
    await failures(5, "chat_model");
    const refused = await ask("chat_model").then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ code: "unavailable", details: { reason: "circuit_open" } });
    expect(isCircuitOpen(refused)).toBe(true);
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(7);
    await failures(3, "chat_model");
    expect(asked).toBe(5);
    const alerts = logged.filter((line) => line.includes('"alert":"circuit_opened"'));
    expect(alerts).toHaveLength(1);
    expect(lines().at(-1)).toMatchObject({ outcome: "refused", attempts: 1 });
  });

  test("of Gmail opens after three", async () => {
    answer = status(500);
    await failures(5, "gmail");
    expect(asked).toBe(3);
    expect(breakerStates()).toMatchObject([{ state: "open" }]);
  });

  test("is one for each host and model", async () => {
    const call = (provider: string, model: string) =>
      callOutside("chat_model", { provider, model, operation: "chat" }, () =>
        Promise.reject(new Error("reset")),
      );
    for (let time = 0; time < 5; time += 1) await expect(call("a", "m")).rejects.toThrow("reset");
    await expect(call("a", "m")).rejects.toMatchObject({ code: "unavailable" });
    await expect(call("a", "n")).rejects.toThrow("reset");
    await expect(call("b", "m")).rejects.toThrow("reset");
  });

  test.each([400, 413, 422])("opens for the tenant alone whose input is a %i", async (code) => {
    answer = status(code);
    await inTenant("tenant-a", () => failures(5, "chat_model"));
    await inTenant("tenant-a", async () => {
      await expect(ask("chat_model")).rejects.toMatchObject({ code: "unavailable" });
    });
    expect(asked).toBe(5);
    answer = status(200);
    expect(await inTenant("tenant-b", () => ask("chat_model"))).toBe("{}");
    expect(logged.join("")).not.toContain('"alert"');
    expect(breakerStates()).toEqual([
      expect.objectContaining({ tenantId: "tenant-a", state: "open" }),
      expect.objectContaining({ tenantId: undefined, state: "closed", failuresInWindow: 0 }),
    ]);
  });

  test.each([401, 403, 404, 429])(
    "opens for the tenant alone whose own key gets a %i",
    async (code) => {
      answer = status(code);
      await inTenant("tenant-a", () => failures(5, "gmail"));
      expect(asked).toBe(3);
      answer = status(200);
      expect(await inTenant("tenant-b", () => ask("gmail"))).toBe("{}");
    },
  );

  test("opens for all when the installation's key is refused", async () => {
    answer = status(401);
    await inTenant("tenant-a", () => failures(5, "chat_model"));
    await inTenant("tenant-b", async () => {
      await expect(ask("chat_model")).rejects.toMatchObject({ code: "unavailable" });
    });
    expect(asked).toBe(5);
  });
});

test("the other side is told of the trace", async () => {
  const traceId = newTraceId();
  let told: string | undefined;
  answer = (request, response) => {
    told = request.headers.traceparent as string | undefined;
    response.end("{}");
  };
  await runWithTrace({ traceId, service: "chat" }, () => ask("chat_model"));
  expect(told).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-0[01]$`));
});

test("a fetch for client libraries hands on failed answers, which count", async () => {
  answer = status(503);
  const response = await fetchOutside("job_engine", { operation: "engine" }, url, {
    method: "POST",
    body: "{}",
  });
  expect(response.status).toBe(503);
  expect(await response.text()).toBe("{}");
  expect(breakerStates()).toMatchObject([{ failuresInWindow: 1, lastErrorClass: "http_503" }]);
});
