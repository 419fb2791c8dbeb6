import { expect, test } from "vitest";
import { findRoutes, isDefined } from "@/lib/testing/attacks/endpoints";
import { callRoute } from "@/lib/testing/call-route";
import { newId } from "@/lib/core/ids";

process.env["RATE_LIMIT_PUBLIC_PER_MINUTE"] = "3";

const routes = await findRoutes();
const open = routes.flatMap(({ name, method, handler }) =>
  isDefined(handler) && handler.definition.access === "public" ? [{ name, method, handler }] : [],
);

test("there are routes for anybody, and a preflight is one of them", () => {
  const names = open.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["GET /api/health", "GET /widget/panel", "OPTIONS /api/v1/chat"]),
  );
});

const limited = open.filter(({ name }) => name !== "GET /api/health");
test.each(limited)("$name is counted for each address", async ({ method, handler }) => {
  const call = (peer: string, more = {}) =>
    callRoute(handler, {
      method,
      params: { nextauth: ["error"] } as unknown as Record<string, string>,
      headers: { "x-frontdesk-peer": peer, ...more },
    });
  const peer = newId();
  for (let n = 0; n < 3; n += 1) expect((await call(peer)).status).not.toBe(429);
  const refused = await call(peer);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  // Whatever a caller says of where it comes from changes nothing.
  expect((await call(peer, { "x-forwarded-for": newId() })).status).toBe(429);
  expect((await call(newId())).status).not.toBe(429);
});

test("liveness answers however often it is asked", async () => {
  const health = open.find(({ name }) => name === "GET /api/health")!;
  for (let n = 0; n < 10; n += 1)
    expect(
      (await callRoute(health.handler, { headers: { "x-frontdesk-peer": "one" } })).status,
    ).toBe(200);
});
