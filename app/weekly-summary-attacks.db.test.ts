import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { GET, POST } from "@/app/api/v1/weekly-summary/[token]/route";
import { newId } from "@/lib/core/ids";
import { stopWeeklySummary } from "@/lib/domains/insights/actions";
import { signLink } from "@/lib/domains/insights/summary/link";
import {
  changeSetting,
  readLink,
  readSetting,
} from "@/lib/domains/insights/summary/setting-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { findSecrets, openArena, type Arena } from "@/lib/testing/attacks/arena";
import { addMember, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { memberOf } from "@/lib/testing/organization";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";

vi.mock("pino", async (original) => {
  const { talkative } = await import("@/lib/testing/captured-log");
  return talkative(await original());
});
const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

let arena: Arena;
let victim: Party;

beforeAll(async () => {
  arena = await openArena(inject("testDatabase").ownerUrl);
  victim = arena.victim;
});
afterAll(() => arena.close("links that turn a summary off"));
beforeEach(async () => {
  request.headers = requestOf({ "x-frontdesk-peer": newId() });
  await changeSetting(memberOf(victim, "owner"), { mailsSummary: true });
});

const linkOf = ({ context, userIds }: Party, userId = userIds.owner) => {
  const { tenantId, organizationId } = context;
  return signLink({ tenantId, organizationId, userId });
};

const isOn = async (role: "owner" | "member" = "owner") =>
  (await readSetting(memberOf(victim, role))).mailsSummary;

/** Both ways by which a link turns something off: a mail program's post, and the page's button. */
const WAYS: [string, (token: string) => Promise<{ status: number; text: string }>][] = [
  [
    "one click in a mail program",
    async (token) => {
      arena.count();
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const call = { method: "POST", headers, body: "List-Unsubscribe=One-Click" };
      return callRoute(POST, { ...call, params: { token } });
    },
  ],
  [
    "the button of the page",
    async (token) => {
      arena.count();
      const result = await stopWeeklySummary({ token });
      return { status: result.ok ? 200 : result.problem.status, text: JSON.stringify(result) };
    },
  ],
];

describe.each(WAYS)("%s", (_, stop) => {
  test("turns off the summary of the link's member alone, as often as it comes", async () => {
    for (let n = 0; n < 2; n += 1) {
      expect((await stop(linkOf(victim))).status).toBe(200);
      expect([await isOn(), await isOn("member")]).toEqual([false, true]);
    }
  });

  test("changes nothing of the victim's by another tenant's, organization's or member's link", async () => {
    const harm = await arena.harmOf(async () => {
      for (const attacker of Object.values(arena.attackers)) {
        const { status, text } = await stop(linkOf(attacker));
        expect([status, findSecrets(text, victim)]).toEqual([200, []]);
        // What is signed for a member of one organization is not for the same person in another.
        for (const userId of Object.values(attacker.userIds))
          expect((await stop(linkOf(victim, userId))).status).toBe(404);
        const [ids] = linkOf(victim).split(".");
        const [, signature] = linkOf(attacker).split(".");
        expect((await stop(`${ids}.${signature}`)).status).toBe(404);
      }
    });
    expect(harm).toEqual([]);
  });

  test("refuses what was tampered with, and what is no token", async () => {
    const token = linkOf(victim);
    const last = token.endsWith("A") ? "B" : "A";
    const first = token.startsWith("A") ? "B" : "A";
    const harm = await arena.harmOf(async () => {
      for (const wrong of [
        token.slice(0, -1) + last,
        first + token.slice(1),
        token.split(".")[0]!,
        token.toUpperCase(),
        "' OR 1=1 --",
        "../../health",
      ]) {
        const { status, text } = await stop(wrong);
        expect([wrong, status, findSecrets(text, victim)]).toEqual([wrong, 404, []]);
      }
    });
    expect(harm).toEqual([]);
  });

  test("has nothing left to turn off once the member is none any more", async () => {
    const userId = await addMember(victim.context, "member", "Gone");
    await withTenant(victim.context, (tx) => tx.membership.deleteMany({ where: { userId } }));
    const harm = await arena.harmOf(async () => {
      expect((await stop(linkOf(victim, userId))).status).toBe(404);
    });
    expect(harm).toEqual([]);
    expect(await readLink(linkOf(victim, userId))).toBeUndefined();
  });
});

test("a visit alone changes nothing: it leads to the page, which only looks", async () => {
  const token = linkOf(victim);
  const harm = await arena.harmOf(async () => {
    const { status, headers } = await callRoute(GET, { params: { token } });
    expect(status).toBe(303);
    expect(new URL(headers.get("location")!).pathname).toBe(`/weekly-summary/${token}`);
    expect(await readLink(token)).toEqual({
      organization: `${victim.canary} organization`,
      mailsSummary: true,
    });
  });
  expect(harm).toEqual([]);
  expect(await isOn()).toBe(true);
});

test("a visit leads nowhere but to our own page, whatever the token", async () => {
  for (const token of ["//evil.example", "\\evil.example", "a?b#c", "%2F%2Fevil.example"]) {
    const { status, headers } = await callRoute(GET, { params: { token } });
    const { origin, pathname, search, hash } = new URL(headers.get("location")!);
    expect([status, origin, pathname.split("/").length, search, hash]).toEqual([
      ...[303, new URL(process.env["APP_URL"]!).origin, 3, "", ""],
    ]);
  }
});

test("a page of another site cannot press the button", async () => {
  request.headers = requestOf({ origin: "https://evil.example" });
  const result = await stopWeeklySummary({ token: linkOf(victim) });
  expect(result).toMatchObject({ ok: false, problem: { status: 403 } });
  expect(await isOn()).toBe(true);
});
