import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import {
  ACCOUNT_CASES,
  ACTION_CASES,
  OPEN_ACTIONS,
  PARTING_ACTIONS,
} from "@/lib/testing/attacks/action-cases";
import { type Arena, findSecrets, openArena } from "@/lib/testing/attacks/arena";
import { findActions } from "@/lib/testing/attacks/endpoints";
import { addRecords, type Party } from "@/lib/testing/attacks/parties";
import { membersOf, type Principal } from "@/lib/testing/attacks/principals";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";

process.env["RATE_LIMIT_SESSION_PER_MINUTE"] = "1000000";
process.env["RATE_LIMIT_INVITATIONS_PER_HOUR"] = "1000000";
process.env["RATE_LIMIT_ROLE_CHANGES_PER_HOUR"] = "1000000";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const actions = await findActions();
let arena: Arena;
let victim: Party;

beforeAll(async () => {
  arena = await openArena(inject("testDatabase").ownerUrl);
  victim = arena.victim;
});
afterAll(() => arena.close("actions"));

type Result = { ok: boolean; problem?: { status: number } };

async function act(name: string, { headers }: Principal, slug: string, input: unknown) {
  arena.count();
  request.headers = requestOf(headers);
  const result = (await actions.get(name)!(slug, input)) as Result;
  return { status: result.ok ? 200 : result.problem?.status, text: JSON.stringify(result) };
}

/** Members with a session; keys open no action. */
const signedIn = (name: string, party: Party) =>
  membersOf(name, party).filter(({ headers }) => headers["cookie"] !== undefined);
const withKeys = (party: Party) =>
  membersOf("victim", party).filter(({ headers }) => headers["cookie"] === undefined);

test("every action has a case, and every case an action", () => {
  const cases = [
    ...Object.keys({ ...ACTION_CASES, ...ACCOUNT_CASES, ...PARTING_ACTIONS }),
    ...OPEN_ACTIONS,
  ];
  expect([...actions.keys()].sort()).toEqual(cases.sort());
});

describe.each(Object.entries(ACTION_CASES))("%s", (name, one) => {
  const permits = ({ kind }: Principal) => kind !== undefined && one.allows.includes(kind);

  test("members of others find nothing of the victim's and change nothing", async () => {
    const harm = await arena.harmOf(async () => {
      for (const [label, party] of Object.entries(arena.attackers)) {
        const found = one.foreign ? 404 : 200;
        for (const principal of signedIn(label, party)) {
          const input = one.foreign ? one.foreign(victim.records) : one.own(party.records);
          const inside = await act(name, principal, party.slug, input);
          const expected = permits(principal) ? found : 403;
          expect([principal.name, inside.status]).toEqual([principal.name, expected]);
          const outside = await act(name, principal, victim.slug, input);
          expect([principal.name, outside.status]).toEqual([principal.name, 404]);
          expect(findSecrets(inside.text + outside.text, victim)).toEqual([]);
        }
      }
    });
    expect(harm).toEqual([]);
  });

  test("who has no session is told 401, whatever key they hold", async () => {
    const harm = await arena.harmOf(async () => {
      for (const principal of [...arena.nobodies, ...withKeys(victim)]) {
        const answer = await act(name, principal, victim.slug, one.own(victim.records));
        expect([principal.name, answer.status]).toEqual([principal.name, 401]);
        expect(findSecrets(answer.text, victim)).toEqual([]);
      }
    });
    expect(harm).toEqual([]);
  });

  test("a page of another site is told 403", async () => {
    const [member] = signedIn("victim", victim);
    const harm = await arena.harmOf(async () => {
      for (const origin of ["https://evil.example", "null", ""]) {
        const headers = { ...member!.headers, origin };
        const answer = await act(
          name,
          { ...member!, headers },
          victim.slug,
          one.own(victim.records),
        );
        expect([origin, answer.status]).toEqual([origin, 403]);
      }
    });
    expect(harm).toEqual([]);
  });

  test("who may changes its own, and who may not is told 403", async () => {
    for (const principal of signedIn("victim", victim)) {
      const records = one.ends ? await addRecords(victim.context, victim.canary) : victim.records;
      const { status } = await act(name, principal, victim.slug, one.own(records));
      expect([principal.name, status]).toEqual([principal.name, permits(principal) ? 200 : 403]);
    }
  });
});
