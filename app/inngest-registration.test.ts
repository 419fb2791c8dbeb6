import { NextRequest } from "next/server";
import { expect, test, vi } from "vitest";
import { APP_ENV } from "@/lib/testing/app-env";
import { receiveHttp } from "@/lib/testing/http-receiver";

test("the engine is told to call at INNGEST_SERVE_ORIGIN, signed", async () => {
  const engine = await receiveHttp();
  for (const [name, value] of Object.entries({
    ...APP_ENV,
    LOG_LEVEL: "silent",
    INNGEST_BASE_URL: engine.url,
    INNGEST_EVENT_KEY: "event-key",
    INNGEST_SIGNING_KEY: `signkey-test-${"a".repeat(64)}`,
    INNGEST_SERVE_ORIGIN: "http://proxy:8080",
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
  for (const { steps } of functions)
    expect(steps.step.runtime.url).toMatch(/^http:\/\/proxy:8080\/api\/inngest\?fnId=/);
});
