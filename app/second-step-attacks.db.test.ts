import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { Secret } from "otpauth";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { newId } from "@/lib/core/ids";
import { readSessions } from "@/lib/domains/access/account/service";
import { signIn } from "@/lib/domains/access/session-service";
import { createAccount } from "@/lib/domains/access/sign-up";
import { takeSecondStep } from "@/lib/domains/access/two-factor/actions";
import { spendCode } from "@/lib/domains/access/two-factor/spend-code";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { newTraceId } from "@/lib/platform/log/trace";
import { addSession, cookieFor } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import { addPassedSession, codeOf, turnOnTwoFactor } from "@/lib/testing/two-factor";

process.env["RATE_LIMIT_SIGN_IN_PER_15_MINUTES"] = "1000";
process.env["RATE_LIMIT_SECOND_STEP_PER_15_MINUTES"] = "5";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

const { ownerUrl } = inject("testDatabase");
const password = "correct horse battery";

async function addPerson() {
  const email = `${newId()}@example.test`;
  const account = { name: "Robin", email, password, organizationName: "Corner Shop" };
  const { context } = await createAccount(account, newTraceId());
  const userId = context.actor.id;
  return { userId, email, ...(await turnOnTwoFactor(userId)) };
}
type Person = Awaited<ReturnType<typeof addPerson>>;

/** The first step: what the browser holds after the right password. */
async function begin({ email }: Person) {
  const { sessionId } = await signIn({ email, password }, { address: newId(), userAgent: null });
  return { sessionId, cookie: await cookieFor(sessionId) };
}

async function take(cookie: string, code: string, headers: Record<string, string> = {}) {
  request.headers = requestOf({ cookie, "x-frontdesk-peer": newId(), ...headers });
  const result = await takeSecondStep({ code });
  return result.ok ? "passed" : result.problem.code;
}

async function statusWith(cookie: string): Promise<number> {
  return (await callRoute(listDocuments, { headers: { cookie } })).status;
}

let person: Person;
beforeEach(async () => {
  person = await addPerson();
});

describe("a session that waits for its second step", () => {
  test("opens nothing, and everything after it", async () => {
    const { cookie } = await begin(person);
    expect(await statusWith(cookie)).toBe(401);
    expect(await take(cookie, codeOf(person.secret))).toBe("passed");
    expect(await statusWith(cookie)).toBe(200);
  });

  test("waits ten minutes", async () => {
    const { cookie, sessionId } = await begin(person);
    const begun = (ago: string) =>
      runStatement(
        ownerUrl,
        `UPDATE app_session SET created_at = now() - interval '${ago}' WHERE id = '${sessionId}'`,
      );
    await begun("10 minutes 1 second");
    expect(await take(cookie, codeOf(person.secret))).toBe("unauthenticated");
    await begun("9 minutes 50 seconds");
    expect(await take(cookie, codeOf(person.secret))).toBe("passed");
  });

  test("that has ended passes nothing", async () => {
    const { cookie, sessionId } = await begin(person);
    await runStatement(
      ownerUrl,
      `UPDATE app_session SET revoked_at = now() WHERE id = '${sessionId}'`,
    );
    expect(await take(cookie, codeOf(person.secret))).toBe("unauthenticated");
  });

  test.each(["https://evil.example", "null", ""])("passes nothing from %j", async (origin) => {
    const { cookie } = await begin(person);
    expect(await take(cookie, codeOf(person.secret), { origin })).toBe("origin_not_allowed");
    expect(await statusWith(cookie)).toBe(401);
  });

  test("is nothing for who has no second step, or no session", async () => {
    const plain = await addSession((await addPerson()).userId);
    await runStatement(ownerUrl, "DELETE FROM app_two_factor");
    expect(await take(plain.cookie, "123456")).toBe("unauthenticated");
    expect(await take("", "123456")).toBe("unauthenticated");
    expect(await take(await cookieFor(newId()), "123456")).toBe("unauthenticated");
  });
});

describe("a code", () => {
  test.each<[string, (own: Person, other: Person) => string]>([
    ["of another person", (_, other) => codeOf(other.secret)],
    ["of another person's recovery", (_, other) => other.recoveryCodes[0]!],
    ["that is over", (own) => codeOf(own.secret, -3)],
    ["of the future", (own) => codeOf(own.secret, 3)],
    ["that is none", () => "no code at all"],
  ])("%s passes nothing", async (_, code) => {
    const { cookie } = await begin(person);
    expect(await take(cookie, code(person, await addPerson()))).toBe("invalid_input");
    expect(await statusWith(cookie)).toBe(401);
  });

  test.each([-1, 1])("of %i half minutes beside ours passes: clocks differ", async (later) => {
    const { cookie } = await begin(person);
    expect(await take(cookie, codeOf(person.secret, later))).toBe("passed");
  });

  test("is good once, and one before it no more", async () => {
    const code = codeOf(person.secret);
    expect(await take((await begin(person)).cookie, code)).toBe("passed");
    const second = await begin(person);
    expect(await take(second.cookie, code)).toBe("invalid_input");
    expect(await take(second.cookie, codeOf(person.secret, -1))).toBe("invalid_input");
    expect(await statusWith(second.cookie)).toBe(401);
    expect(await take(second.cookie, codeOf(person.secret, 1))).toBe("passed");
  });

  test("of recovery is good once, however it is typed", async () => {
    const [code = ""] = person.recoveryCodes;
    const typed = ` ${code.toUpperCase().replaceAll("-", " ")} `;
    expect(await take((await begin(person)).cookie, typed)).toBe("passed");
    expect(await take((await begin(person)).cookie, code)).toBe("invalid_input");
  });

  test.each<[string, (own: Person) => string]>([
    ["of the app", ({ secret }) => codeOf(secret)],
    ["of recovery", ({ recoveryCodes }) => recoveryCodes[1]!],
  ])("%s, used twenty times at once, passes once", async (_, codeFor) => {
    const code = codeFor(person);
    // Past the limit of tries, which would stop most of them.
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => withAuthLookup((tx) => spendCode(tx, person.userId, code))),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("tries", () => {
  test("are five in 15 minutes for a person, whatever the session, and the right code does not help then", async () => {
    for (let n = 0; n < 5; n += 1) {
      expect(await take((await begin(person)).cookie, "no code at all")).toBe("invalid_input");
    }
    const { cookie } = await begin(person);
    expect(await take(cookie, codeOf(person.secret))).toBe("rate_limited");
    expect(await statusWith(cookie)).toBe(401);
    const other = await addPerson();
    expect(await take((await begin(other)).cookie, codeOf(other.secret))).toBe("passed");
  });
});

describe("at rest", () => {
  test("neither secret nor recovery code stands in the tables as it is", async () => {
    const rows = await runStatement(
      ownerUrl,
      `SELECT encode(sealed_secret, 'escape') AS text, encode(sealed_secret, 'hex') AS hex, r.hash
       FROM app_two_factor JOIN app_recovery_code r USING (user_id) WHERE user_id = '${person.userId}'`,
    );
    expect(rows).toHaveLength(10);
    const dump = JSON.stringify(rows).toLowerCase();
    const { hex, base32 } = Secret.fromBase32(person.secret);
    for (const plain of [hex, base32, ...person.recoveryCodes]) {
      expect(dump).not.toContain(plain.toLowerCase());
      expect(dump).not.toContain(plain.toLowerCase().replaceAll("-", ""));
    }
  });

  test("a secret that was put in another person's row opens nothing", async () => {
    const thief = await addPerson();
    await runStatement(
      ownerUrl,
      `UPDATE app_two_factor SET sealed_secret =
         (SELECT sealed_secret FROM app_two_factor WHERE user_id = '${thief.userId}')
       WHERE user_id = '${person.userId}'`,
    );
    const { cookie } = await begin(person);
    expect(await take(cookie, codeOf(thief.secret))).toBe("internal");
    expect(await statusWith(cookie)).toBe(401);
  });
});

test("a session that has passed stays, and shows no waiting one among the sessions", async () => {
  const passed = await addPassedSession(person.userId);
  await begin(person);
  const { sessions } = await readSessions({ ...passed }, {});
  expect(sessions.map(({ id }) => id)).toEqual([passed.sessionId]);
});
