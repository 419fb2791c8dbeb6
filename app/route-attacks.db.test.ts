import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { type Arena, findSecrets, openArena } from "@/lib/testing/attacks/arena";
import { findRoutes, isDefined } from "@/lib/testing/attacks/endpoints";
import { addRecords, type Party } from "@/lib/testing/attacks/parties";
import { membersOf, type Principal, strayMembers } from "@/lib/testing/attacks/principals";
import { OPEN_HANDLERS, OPERATOR_HANDLERS, ROUTE_CASES } from "@/lib/testing/attacks/route-cases";
import type { RouteCase } from "@/lib/testing/attacks/route-case";
import { callRoute, type Call } from "@/lib/testing/call-route";

for (const kind of ["PUBLISHABLE", "SECRET", "SESSION"])
  process.env[`RATE_LIMIT_${kind}_PER_MINUTE`] = "1000000";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const routes = await findRoutes();
let arena: Arena;
let victim: Party;

beforeAll(async () => {
  arena = await openArena(inject("testDatabase").ownerUrl);
  victim = arena.victim;
});
afterAll(() => arena.close("routes"));

function routeOf(name: string) {
  const found = routes.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
}

async function send(name: string, call: Call, principal: Principal) {
  const { handler, method } = routeOf(name);
  if (!isDefined(handler)) throw new Error(`${name} was not made by defineRoute`);
  arena.count();
  const headers = { ...call.headers, ...principal.headers };
  const answer = await callRoute(handler, { ...call, method, headers });
  return { ...answer, shown: answer.text + JSON.stringify([...answer.headers]) };
}

/** The calls that a case is attacked with: with an id in each place for one, or as it is. */
function attacksOf(one: RouteCase, by: Party): [string, Call][] {
  const places = Object.entries(one.foreign);
  if (places.length === 0) return [["no id", one.own(by.records)]];
  return places.map(([place, call]) => [place, call(victim.records, by.records)]);
}

const permits = (one: RouteCase, { kind }: Principal) =>
  kind !== undefined && one.allows.includes(kind);

test("every route has a case, and every case a route", () => {
  const cases = Object.keys({ ...ROUTE_CASES, ...OPERATOR_HANDLERS, ...OPEN_HANDLERS });
  expect(routes.map(({ name }) => name).sort()).toEqual(cases.sort());
});

test.each(Object.entries(ROUTE_CASES))(
  "%s was made by defineRoute, for the callers of its case",
  (name, one) => {
    const { handler } = routeOf(name);
    if (!isDefined(handler)) throw new Error(`${name} was not made by defineRoute`);
    const callers = one.allows.map((kind) =>
      kind === "secret" || kind === "publishable" ? kind : "session",
    );
    expect(new Set(handler.definition.access)).toEqual(new Set(callers));
  },
);

describe.each(Object.entries(ROUTE_CASES))("%s", (name, one) => {
  test("another tenant and another organization find nothing of the victim's and change nothing", async () => {
    const found = Object.keys(one.foreign).length > 0 ? 404 : one.status;
    const harm = await arena.harmOf(async () => {
      for (const [label, party] of Object.entries(arena.attackers)) {
        const principals = [...membersOf(label, party), ...strayMembers(label, party, victim)];
        for (const [place, call] of attacksOf(one, party)) {
          for (const principal of principals) {
            const { status, text, shown } = await send(name, call, principal);
            const expected = principal.strays ? 404 : permits(one, principal) ? found : 403;
            const what = `${principal.name}, ${place}`;
            expect([what, status, text]).toEqual([what, expected, text]);
            expect([what, findSecrets(shown, victim)]).toEqual([what, []]);
          }
        }
      }
    });
    expect(harm).toEqual([]);
  });

  test("credentials that are none are told 401", async () => {
    const harm = await arena.harmOf(async () => {
      for (const [place, call] of attacksOf(one, victim)) {
        for (const principal of arena.nobodies) {
          const { status, shown } = await send(name, call, principal);
          const what = `${principal.name}, ${place}`;
          expect([what, status]).toEqual([what, 401]);
          expect([what, findSecrets(shown, victim)]).toEqual([what, []]);
        }
      }
    });
    expect(harm).toEqual([]);
  });

  test("who may reaches its own, and who may not is told 403", async () => {
    for (const principal of membersOf("victim", victim)) {
      const { context, canary, records } = victim;
      const own = one.own(one.ends ? await addRecords(context, canary) : records);
      const { status, text, headers } = await send(name, own, principal);
      const may = permits(one, principal);
      expect([principal.name, status]).toEqual([principal.name, may ? one.status : 403]);
      if (!may) expect(text).toContain("forbidden");
      expect([principal.name, text.includes(canary)]).toEqual([principal.name, may && one.shows]);
      const stream = may && own.leaveAfterEvents !== undefined ? ", no-transform" : "";
      expect(headers.get("cache-control")).toBe(`private, no-store${stream}`);
    }
  });
});

describe("handlers that know no tenant", () => {
  test.each(Object.entries(OPEN_HANDLERS).filter(([, { status }]) => status !== undefined))(
    "%s says the same to everybody",
    async (name, { status }) => {
      const { handler, method } = routeOf(name);
      for (const { name: who, headers } of [...membersOf("victim", victim), ...arena.nobodies]) {
        arena.count();
        const request = new Request("http://localhost:3000/", { method, headers });
        const response = await handler(request, { params: Promise.resolve({}) });
        expect([who, response.status]).toEqual([who, status]);
        const shown = (await response.text()) + JSON.stringify([...response.headers]);
        expect([who, findSecrets(shown, victim)]).toEqual([who, []]);
      }
    },
  );

  test("the panel's page shows the widget of its own live publishable key and nothing else", async () => {
    const ask = (key: string) => {
      const path = `/widget/panel?key=${encodeURIComponent(key)}`;
      return send("GET /widget/panel", { path }, { name: "visitor", kind: undefined, headers: {} });
    };
    const { stranger } = arena.attackers;
    const shown = await ask(victim.keys.publishable);
    expect([shown.status, shown.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    expect(shown.text).toContain(`${victim.canary} greeting`);
    expect(shown.text).not.toContain(`${victim.canary} title`);
    const other = await ask(stranger.keys.publishable);
    expect(other.text).toContain(stranger.canary);
    expect(findSecrets(other.shown, victim)).toEqual([]);
    for (const key of [victim.keys.secret, "fd_pk_live_", "' OR 1=1 --", ""]) {
      const { status, text } = await ask(key);
      expect([key, status, text.includes("canary-")]).toEqual([key, 404, false]);
    }
  });
});
