import { createHash } from "node:crypto";
import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { newId } from "@/lib/core/ids";
import {
  changePasswordInput,
  endSessionInput,
  sessionListInput,
} from "@/lib/domains/access/account/schema";
import { codeInput } from "@/lib/domains/access/two-factor/schema";
import { signIn } from "@/lib/domains/access/session-service";
import { createAccount } from "@/lib/domains/access/sign-up";
import { newTraceId } from "@/lib/platform/log/trace";
import { ACCOUNT_CASES } from "@/lib/testing/attacks/action-cases";
import { findActions } from "@/lib/testing/attacks/endpoints";
import { hostileInputs } from "@/lib/testing/attacks/hostile-values";
import { addParty, addSession, cookieFor } from "@/lib/testing/attacks/parties";
import { nobodies } from "@/lib/testing/attacks/principals";
import { callRoute } from "@/lib/testing/call-route";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";

process.env["RATE_LIMIT_SESSION_PER_MINUTE"] = "1000000";
process.env["RATE_LIMIT_SIGN_IN_PER_15_MINUTES"] = "1000";
process.env["RATE_LIMIT_SECOND_STEP_PER_15_MINUTES"] = "1000";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const PASSWORD = "correct horse battery";
const NEW = "another horse battery";
const { ownerUrl } = inject("testDatabase");
const actions = await findActions();
const of = (name: string) => `lib/domains/access/account/actions.ts ${name}`;
const ofProviders = (name: string) => `lib/domains/access/providers/actions.ts ${name}`;
const ofTwoFactor = (name: string) => `lib/domains/access/two-factor/actions.ts ${name}`;
/** What a stranger is told who has nothing of their own to do it to. */
const REFUSED: Readonly<Record<string, string>> = {
  [of("endSession")]: "not_found",
  ["lib/domains/access/mailbox/actions.ts confirmEmail"]: "not_found",
  [ofProviders("connectProvider")]: "not_found",
  [ofProviders("disconnectProvider")]: "not_found",
  [ofTwoFactor("confirmOwnTwoFactor")]: "conflict",
  [ofTwoFactor("turnOffOwnTwoFactor")]: "invalid_input",
  [ofTwoFactor("renewOwnRecoveryCodes")]: "invalid_input",
};

interface Result {
  ok: boolean;
  problem?: { code: string; status: number; errors?: { field: string }[] };
  data?: { sessions: { id: string; current: boolean }[]; ended: number };
}

async function act(name: string, headers: Record<string, string>, input: unknown) {
  request.headers = requestOf({ "x-frontdesk-peer": newId(), ...headers });
  return (await actions.get(name)!(input)) as Result;
}

interface Person {
  userId: string;
  email: string;
  /** The tenant that they own, and the address of its organization. */
  tenantId: string;
  slug: string;
  /** Two browsers. */
  here: { sessionId: string; cookie: string };
  there: { sessionId: string; cookie: string };
}

async function addPerson(): Promise<Person> {
  const email = `${newId()}@example.test`;
  const account = { name: "Robin", email, password: PASSWORD, organizationName: "Corner Shop" };
  const { context, organizationSlug: slug } = await createAccount(account, newTraceId());
  const { tenantId, actor } = context;
  const userId = actor.id;
  return {
    userId,
    email,
    tenantId,
    slug,
    here: await addSession(userId),
    there: await addSession(userId),
  };
}

async function statusWith(cookie: string): Promise<number> {
  return (await callRoute(listDocuments, { headers: { cookie } })).status;
}

const idsOf = ({ tenantId, there }: Person) => ({ tenantId, sessionId: there.sessionId });

const stateOf = ({ userId }: Person) =>
  runStatement(
    ownerUrl,
    `SELECT u.password_hash, s.id, s.revoked_at FROM app_user u JOIN app_session s ON s.user_id = u.id
     WHERE u.id = '${userId}' ORDER BY s.id`,
  );

let victim: Person;
let stranger: Person;
beforeEach(async () => {
  victim = await addPerson();
  stranger = await addPerson();
});

describe.each(Object.entries(ACCOUNT_CASES))("%s", (name, input) => {
  test("is one of a person's own", () => {
    expect(actions.get(name)?.ofOneself).toBe(true);
  });

  test("tells 401 to who has no session, and changes nothing", async () => {
    const before = await stateOf(victim);
    const unsigned = {
      name: "a live id without a signature",
      headers: { cookie: `next-auth.session-token=${victim.here.sessionId}` },
    };
    const forged = await cookieFor(victim.here.sessionId, { secret: "guessed-by-somebody" });
    const nobody = [
      ...(await nobodies(await addParty())),
      unsigned,
      { name: "forged", headers: { cookie: forged } },
    ];
    for (const { name: who, headers } of nobody) {
      const { problem } = await act(name, headers, input(idsOf(victim)));
      expect([who, problem?.status]).toEqual([who, 401]);
    }
    expect(await stateOf(victim)).toEqual(before);
  });

  test.each<[string, Record<string, string>]>([
    ["another site", { origin: "https://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["no origin at all", { origin: "" }],
    ["a neighbour", { "sec-fetch-site": "same-site" }],
  ])("changes nothing for %s", async (_, headers) => {
    const before = await stateOf(victim);
    const call = { cookie: victim.here.cookie, ...headers };
    const { problem } = await act(name, call, input(idsOf(victim)));
    expect(problem?.code).toBe("origin_not_allowed");
    expect(await stateOf(victim)).toEqual(before);
  });

  test("of a stranger reaches nothing of the victim's", async () => {
    const before = await stateOf(victim);
    const result = await act(name, { cookie: stranger.here.cookie }, input(idsOf(victim)));
    expect(result.problem?.code).toBe(REFUSED[name]);
    const text = JSON.stringify(result);
    for (const secret of [victim.here.sessionId, victim.there.sessionId, victim.slug])
      expect(text).not.toContain(secret);
    expect(await stateOf(victim)).toEqual(before);
    expect(await statusWith(victim.there.cookie)).toBe(200);
  });
});

test.each([
  [of("endSession"), endSessionInput],
  [of("listSessions"), sessionListInput],
  [of("changePassword"), changePasswordInput],
  [ofTwoFactor("turnOffOwnTwoFactor"), codeInput],
])("%s takes no operator for a value", async (name, schema) => {
  for (const { what, json } of hostileInputs(
    ACCOUNT_CASES[name]!({ sessionId: newId(), tenantId: newId() }),
    schema,
  )) {
    const { problem } = await act(name, { cookie: victim.here.cookie }, JSON.parse(json));
    expect([what, problem?.status ?? 200]).toEqual([what, expect.toBeOneOf([200, 404, 422])]);
  }
  expect(await statusWith(victim.here.cookie)).toBe(200);
});

describe("sessions", () => {
  test("are told to their own person, with the one that asks", async () => {
    const { data } = await act(of("listSessions"), { cookie: victim.here.cookie }, {});
    const told = data?.sessions.map(({ id, current }) => [id, current]);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual([victim.here.sessionId, true]);
    expect(told).toContainEqual([victim.there.sessionId, false]);
  });

  test("end one by one: the cookie is told 401 at once, by routes and actions", async () => {
    const end = () =>
      act(of("endSession"), { cookie: victim.here.cookie }, { id: victim.there.sessionId });
    expect((await end()).ok).toBe(true);
    expect(await statusWith(victim.there.cookie)).toBe(401);
    const again = await act(of("listSessions"), { cookie: victim.there.cookie }, {});
    expect(again.problem?.status).toBe(401);
    expect(await statusWith(victim.here.cookie)).toBe(200);
    expect((await end()).problem?.code).toBe("not_found");
  });

  test("end everywhere else: the one that asks stays", async () => {
    const third = await addSession(victim.userId);
    const { data } = await act(of("endOtherSessions"), { cookie: victim.here.cookie }, {});
    expect(data?.ended).toBe(2);
    const cookies = [victim.here.cookie, victim.there.cookie, third.cookie];
    expect(await Promise.all(cookies.map(statusWith))).toEqual([200, 401, 401]);
  });

  test("keep the browser and the address of sign-in, and when they were seen to five minutes", async () => {
    const { sessionId } = await signIn(
      { email: victim.email, password: PASSWORD },
      { address: "192.0.2.7", userAgent: "U".repeat(1000) },
    );
    const cookie = await cookieFor(sessionId);
    const row = async () =>
      (await runStatement(ownerUrl, `SELECT * FROM app_session WHERE id = '${sessionId}'`))[0]!;
    const begun = await row();
    expect(begun).toMatchObject({ address: "192.0.2.7", user_agent: "U".repeat(300) });
    const seenAgo = (time: string) =>
      runStatement(
        ownerUrl,
        `UPDATE app_session SET last_seen_at = now() - interval '${time}' WHERE id = '${sessionId}'`,
      );
    await seenAgo("4 minutes");
    const recent = (await row())["last_seen_at"];
    expect(await statusWith(cookie)).toBe(200);
    expect((await row())["last_seen_at"]).toEqual(recent);
    await seenAgo("6 minutes");
    expect(await statusWith(cookie)).toBe(200);
    expect(Number((await row())["last_seen_at"])).toBeGreaterThan(Number(recent));
  });
});

describe("a change of password", () => {
  const change = (currentPassword: string, newPassword = NEW) =>
    act(of("changePassword"), { cookie: victim.here.cookie }, { currentPassword, newPassword });
  const enter = (password: string) =>
    signIn({ email: victim.email, password }, { address: newId(), userAgent: null });

  test("puts every other browser out, keeps the one that changed it, and takes the old password away", async () => {
    expect((await change(PASSWORD)).data).toEqual({ ended: 1 });
    expect(await statusWith(victim.there.cookie)).toBe(401);
    expect(await statusWith(victim.here.cookie)).toBe(200);
    await expect(enter(PASSWORD)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(enter(NEW)).resolves.toBeDefined();
  });

  test.each([
    ["not the password", NEW, "input.currentPassword"],
    [PASSWORD, "short", "input.newPassword"],
    [PASSWORD, "p".repeat(201), "input.newPassword"],
  ])("from %s to %s is refused by its field, and changes nothing", async (from, to, field) => {
    const before = await stateOf(victim);
    const { problem } = await change(from, to);
    expect(problem).toMatchObject({ code: "invalid_input", status: 422 });
    expect(problem?.errors?.[0]?.field.replace(/^(input\.)?/, "input.")).toBe(field);
    expect(await stateOf(victim)).toEqual(before);
  });

  test("is one of two at the same time", async () => {
    const input = (newPassword: string) => ({ currentPassword: PASSWORD, newPassword });
    request.headers = requestOf({ cookie: victim.here.cookie, "x-frontdesk-peer": newId() });
    const call = actions.get(of("changePassword"))!;
    const results = (await Promise.all([
      call(input(NEW)),
      call(input("third horse battery")),
    ])) as Result[];
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("counts its tries as those of signing in", async () => {
    const headers = { cookie: victim.here.cookie, "x-frontdesk-peer": "one" };
    await act(of("changePassword"), headers, { currentPassword: "wrong", newPassword: NEW });
    const subject = createHash("sha256").update(`${victim.email} one`).digest("base64url");
    const bucket = `SELECT 1 FROM rate_limit WHERE key = 'sign-in:account:${subject}'`;
    expect(await runStatement(ownerUrl, bucket)).toHaveLength(1);
  });
});
