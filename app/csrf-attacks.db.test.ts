import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import { ACTION_CASES } from "@/lib/testing/attacks/action-cases";
import { type Arena, openArena } from "@/lib/testing/attacks/arena";
import { findActions, findRoutes, isDefined } from "@/lib/testing/attacks/endpoints";
import { ROUTE_CASES } from "@/lib/testing/attacks/route-cases";
import { callRoute } from "@/lib/testing/call-route";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";

process.env["RATE_LIMIT_SESSION_PER_MINUTE"] = "1000000";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const OWN = "http://localhost:3000";

/** What a browser sends, by itself, with a call that a page of another site made; an empty value is left out. */
const FOREIGN: Record<string, Record<string, string>> = {
  "another site": { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  "another site, in an old browser": { origin: "https://evil.example" },
  "a sandboxed frame": { origin: "null" },
  "no origin at all": { origin: "" },
  "our name at another port": { origin: "http://localhost:3001" },
  "our name by another scheme": { origin: "https://localhost:3000" },
  "a name that begins as ours": { origin: "http://localhost:3000.evil.example" },
  "a name that ends as ours": { origin: "http://evil-localhost:3000" },
  "a user who is called like us": { origin: "http://localhost:3000@evil.example" },
  "ours in capitals": { origin: "HTTP://LOCALHOST:3000" },
  "two origins": { origin: `https://evil.example, ${OWN}` },
  "a neighbour that shares our cookies": { origin: OWN, "sec-fetch-site": "same-site" },
  "our origin from another site's page": { origin: OWN, "sec-fetch-site": "cross-site" },
  "an address that was typed in": { origin: OWN, "sec-fetch-site": "none" },
  "a proxy that is said to be the foreign site": {
    origin: "https://evil.example",
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  },
  "a referrer of ours": { origin: "", referer: `${OWN}/acme/knowledge` },
};

let arena: Arena;
beforeAll(async () => {
  arena = await openArena(inject("testDatabase").ownerUrl);
});

const routes = (await findRoutes()).flatMap(({ name, method, handler }) => {
  const one = ROUTE_CASES[name];
  const bySession = isDefined(handler) && handler.definition.access.includes("session");
  return one && bySession && method !== "GET" ? [{ name, method, handler, one }] : [];
});

test("there are routes that change something for a session", () => {
  expect(routes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["POST /api/v1/documents", "DELETE /api/v1/documents/[id]"]),
  );
});

describe.each(routes)("$name", ({ name, method, handler, one }) => {
  if (!isDefined(handler)) throw new Error(`${name} was not made by defineRoute`);
  const call = (headers: Record<string, string>) => {
    const { victim } = arena;
    const made = one.own(victim.records);
    const sent = { cookie: victim.sessions.owner, origin: OWN, ...made.headers, ...headers };
    const given = Object.entries(sent).filter(([, value]) => value !== "");
    return callRoute(handler, { ...made, method, headers: Object.fromEntries(given) });
  };

  test.each(Object.entries(FOREIGN))("changes nothing for %s", async (_, headers) => {
    const harm = await arena.harmOf(async () => {
      const { status, text } = await call(headers);
      expect([status, text]).toEqual([403, expect.stringContaining("origin_not_allowed")]);
    });
    expect(harm).toEqual([]);
  });

  test("is not opened by a form, which a browser sends without asking", async () => {
    const harm = await arena.harmOf(async () => {
      for (const type of ["text/plain", "application/x-www-form-urlencoded", ""]) {
        const status = (await call({ "content-type": type, origin: "https://evil.example" }))
          .status;
        expect([type, status]).toEqual([type, 403]);
      }
    });
    expect(harm).toEqual([]);
  });
});

const actions = await findActions();
type Result = { ok: boolean; problem?: { code: string } };

describe.each(Object.entries(ACTION_CASES))("%s", (name, one) => {
  test.each(Object.entries(FOREIGN))("changes nothing for %s", async (_, headers) => {
    const { victim } = arena;
    const harm = await arena.harmOf(async () => {
      request.headers = requestOf({ cookie: victim.sessions.owner, ...headers });
      const act = actions.get(name)!;
      const result = (await act(victim.slug, one.own(victim.records))) as Result;
      expect(result.problem?.code).toBe("origin_not_allowed");
    });
    expect(harm).toEqual([]);
  });
});

test("our own page may, by each name of this machine", async () => {
  const name = "POST /api/v1/documents";
  const { handler, one } = routes.find((route) => route.name === name)!;
  if (!isDefined(handler)) throw new Error(`${name} was not made by defineRoute`);
  const { victim } = arena;
  for (const origin of [OWN, "http://127.0.0.1:3000", "http://[::1]:3000"]) {
    const headers = { cookie: victim.sessions.owner, origin, "sec-fetch-site": "same-origin" };
    const { status } = await callRoute(handler, { ...one.own(victim.records), headers });
    expect([origin, status]).toEqual([origin, 202]);
  }
});
