import { NextRequest } from "next/server";
import { expect, test, vi } from "vitest";
import { APP_ENV } from "@/lib/testing/app-env";
import { receiveHttp } from "@/lib/testing/http-receiver";
// Compiled here, outside a test's time: each case then loads it anew.
import "./api/inngest/route";

test.each([
  ["at INNGEST_SERVE_ORIGIN", "http://proxy:8080", "http://proxy:8080"],
  ["at APP_URL without it, whatever Host the registration has", "", APP_ENV.APP_URL],
])("the engine is told to call %s, signed", async (_, serveOrigin, told) => {
  vi.resetModules();
  const engine = await receiveHttp();
  for (const [name, value] of Object.entries({
    ...APP_ENV,
    LOG_LEVEL: "silent",
    INNGEST_BASE_URL: engine.url,
    INNGEST_EVENT_KEY: "event-key",
    INNGEST_SIGNING_KEY: `signkey-test-${"a".repeat(64)}`,
    INNGEST_SERVE_ORIGIN: serveOrigin,
  }))
    vi.stubEnv(name, value);
  const { PUT } = await import("./api/inngest/route");
  const request = new NextRequest("http://app1:3000/api/inngest", { method: "PUT" });
  await PUT(request, undefined);
  await engine.stop();
  const [call] = engine.received;
  expect(call).toMatchObject({
    path: "/fn/register",
    headers: { authorization: expect.stringMatching(/^Bearer /) },
  });
  const { functions } = JSON.parse(call!.body) as {
    functions: { steps: { step: { runtime: { url: string } } } }[];
  };
  expect(functions.length).toBeGreaterThan(5);
  const urls = functions.map(({ steps }) => steps.step.runtime.url);
  expect(urls.filter((url) => !url.startsWith(`${told}/api/inngest?fnId=`))).toEqual([]);
});
