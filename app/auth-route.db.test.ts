// First of all: what it sets up must be there before anything of Next is loaded.
import { inNextRequest } from "@/lib/testing/next-request";
import { beforeEach, describe, expect, inject, test } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { GET as listDocuments } from "@/app/api/v1/documents/route";
import { newId } from "@/lib/core/ids";
import { createAccount } from "@/lib/domains/access/sign-up";
import { newTraceId } from "@/lib/platform/log/trace";
import { endlessBody } from "@/lib/testing/attacks/bodies";
import { callRoute, type Call } from "@/lib/testing/call-route";
import { runStatement } from "@/lib/testing/test-database";

const ORIGIN = "http://localhost:3000";
process.env["NEXTAUTH_URL"] = ORIGIN;
const PASSWORD = "correct horse battery";
const { ownerUrl } = inject("testDatabase");
let peer: string;
beforeEach(() => {
  peer = newId();
});

/** Calls next-auth as the browser's part of it does. */
async function auth(action: string, call: Call = {}) {
  const headers = { origin: ORIGIN, "x-frontdesk-peer": peer, ...call.headers };
  const path = `/api/auth/${action}`;
  return inNextRequest(ORIGIN + path, new Headers(headers), () =>
    callRoute(call.body === undefined ? GET : POST, {
      path,
      params: { nextauth: action.split("/") } as unknown as Record<string, string>,
      ...call,
      headers,
    }),
  );
}

const cookiesOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/** The token of the form with the cookie that it must fit. */
async function formToken() {
  const answer = await auth("csrf");
  const { csrfToken } = answer.body as { csrfToken: string };
  return { csrfToken, cookie: cookiesOf(answer.headers) };
}

async function post(action: string, fields: Record<string, string>, headers: Call["headers"] = {}) {
  const { csrfToken, cookie } = await formToken();
  const body = new URLSearchParams({ csrfToken, json: "true", ...fields });
  return auth(action, {
    body,
    headers: { ...headers, cookie: [cookie, headers["cookie"]].filter(Boolean).join("; ") },
  });
}

const signIn = (email: string, password = PASSWORD, headers: Call["headers"] = {}) =>
  post("callback/credentials", { email, password }, headers);
const sessionCookie = (answer: { headers: Headers }) =>
  /next-auth\.session-token=[^;]+/.exec(cookiesOf(answer.headers))?.[0];

async function account() {
  const email = `${newId()}@example.test`;
  await createAccount(
    { name: "Robin", email, password: PASSWORD, organizationName: "Corner Shop" },
    newTraceId(),
  );
  return email;
}

async function statusWith(cookie: string): Promise<number> {
  return (await callRoute(listDocuments, { headers: { cookie } })).status;
}

describe("a session", () => {
  test("begins with the right password, in a cookie that no script reads and no foreign form sends", async () => {
    const answer = await signIn(await account());
    const cookie = answer.headers.getSetCookie().find((text) => text.includes("session-token="));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//i);
    expect(await statusWith(sessionCookie(answer)!)).toBe(200);
  });

  test("ends on the server with signing out: the cookie that was kept opens nothing", async () => {
    const cookie = sessionCookie(await signIn(await account()))!;
    expect((await post("signout", {}, { cookie })).status).toBe(200);
    expect(await statusWith(cookie)).toBe(401);
  });

  test("is looked up at each request: without its row the signed cookie opens nothing", async () => {
    const email = await account();
    const cookie = sessionCookie(await signIn(email))!;
    expect(await statusWith(cookie)).toBe(200);
    await runStatement(
      ownerUrl,
      `DELETE FROM app_session WHERE user_id = (SELECT id FROM app_user WHERE email = '${email}')`,
    );
    expect(await statusWith(cookie)).toBe(401);
  });

  test("tells a page neither its id nor its user's", async () => {
    const cookie = sessionCookie(await signIn(await account()))!;
    const { body } = await auth("session", { headers: { cookie } });
    expect(Object.keys(body as object)).toEqual(["expires"]);
  });
});

describe("a form of another site", () => {
  test.each<[string, Record<string, string>]>([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["an origin that begins as ours", { origin: "http://localhost:3000.evil.example" }],
    ["the origin null", { origin: "null" }],
    ["a page of a neighbouring name", { "sec-fetch-site": "same-site" }],
    ["a foreign page that says so itself", { "sec-fetch-site": "cross-site" }],
  ])("from %s signs nobody in or out", async (_, headers) => {
    const email = await account();
    const refused = await signIn(email, PASSWORD, headers);
    expect([refused.status, sessionCookie(refused)]).toEqual([403, undefined]);
    const cookie = sessionCookie(await signIn(email))!;
    expect((await post("signout", {}, { ...headers, cookie })).status).toBe(403);
    expect(await statusWith(cookie)).toBe(200);
  });

  test("without the token of our own form signs nobody in", async () => {
    const fields = { email: await account(), password: PASSWORD, json: "true" };
    const answer = await auth("callback/credentials", { body: new URLSearchParams(fields) });
    expect(sessionCookie(answer)).toBeUndefined();
  });
});

describe("what is sent", () => {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  test("is refused when it announces too much", async () => {
    const { status } = await auth("callback/credentials", {
      body: "email=a",
      headers: { ...type, "content-length": "16001" },
    });
    expect(status).toBe(413);
  });

  test("is read no further than the limit when it announces nothing", async () => {
    const { stream, sent } = endlessBody();
    const { status } = await auth("callback/credentials", { body: stream, headers: type });
    expect(status).toBe(413);
    expect(sent()).toBeLessThan(100_000);
  });

  test.each(["application/json", "text/plain", "multipart/form-data; boundary=x"])(
    "as %s is refused",
    async (contentType) => {
      const headers = { "content-type": contentType };
      const { status } = await auth("callback/credentials", { body: "{}", headers });
      expect(status).toBe(415);
    },
  );

  test("reaches no action that the product does not use", async () => {
    for (const action of ["_log", "verify-request", "constructor", "csrf/more/still"]) {
      const body = new URLSearchParams({ level: "error", code: "planted" });
      expect([action, (await auth(action, { body })).status]).toEqual([action, 404]);
    }
  });
});

test("a callback to another site is not followed", async () => {
  const email = await account();
  for (const callbackUrl of ["https://evil.example/", "//evil.example", "/\\evil.example"]) {
    const answer = await post("callback/credentials", { email, password: PASSWORD, callbackUrl });
    const { url } = answer.body as { url: string };
    expect(new URL(url).origin).toBe(ORIGIN);
  }
});

describe("what next-auth would fail at", () => {
  const problem = (status: number, code: string) => ({
    status,
    type: "application/problem+json",
    code,
  });
  const told = ({ status, headers, body }: Awaited<ReturnType<typeof auth>>) => ({
    status,
    type: headers.get("content-type"),
    code: (body as { code?: string } | null)?.code,
  });
  const invalid = problem(422, "invalid_input");
  const BAD = ["foo", "//", "http://", "javascript:alert(1)", "/李", "/a\nb", "mailto:a@b.c"];

  test.each(BAD)("%j to go on to is refused", async (callbackUrl) => {
    for (const action of ["signin/google", "callback/credentials", "signout", "signin"]) {
      const fields = { email: "a@example.test", password: PASSWORD, callbackUrl };
      expect([action, told(await post(action, fields))]).toEqual([action, invalid]);
      const inAddress = `${action}?callbackUrl=${encodeURIComponent(callbackUrl)}`;
      const { csrfToken, cookie } = await formToken();
      const answer = await auth(inAddress, {
        params: { nextauth: action.split("/") } as unknown as Record<string, string>,
        body: new URLSearchParams({ csrfToken, email: "a@example.test", password: PASSWORD }),
        headers: { cookie },
      });
      expect([inAddress, told(answer)]).toEqual([inAddress, invalid]);
    }
  });

  test.each(BAD)("%j in the cookie of it is dropped, and signing in goes on", async (value) => {
    const headers = { cookie: `next-auth.callback-url=${encodeURIComponent(value)}` };
    expect((await auth("csrf", { headers })).status).toBe(200);
    const answer = await signIn(await account(), PASSWORD, headers);
    expect([answer.status, sessionCookie(answer)]).toEqual([200, expect.any(String)]);
    expect((answer.body as { url: string }).url).toBe(ORIGIN);
  });

  test("a cookie that it can read is followed", async () => {
    const cookie = `next-auth.callback-url=${encodeURIComponent(`${ORIGIN}/corner-shop`)}`;
    const answer = await signIn(await account(), PASSWORD, { cookie });
    expect((answer.body as { url: string }).url).toBe(`${ORIGIN}/corner-shop`);
  });

  test.each(["email", "password"])("a form without its %s is refused", async (name) => {
    const fields = new Map([
      ["email", await account()],
      ["password", PASSWORD],
    ]);
    fields.delete(name);
    expect(told(await post("callback/credentials", Object.fromEntries(fields)))).toEqual(invalid);
  });

  test.each(["李", "a\nb"])(
    "the error %j, which no address can hold, is refused",
    async (error) => {
      const params = { nextauth: ["error"] } as unknown as Record<string, string>;
      const answer = await auth(`error?error=${encodeURIComponent(error)}`, { params });
      expect(told(answer)).toEqual(invalid);
    },
  );

  test("a method that an action does not have is refused with those that it has", async () => {
    const get = await auth("callback/credentials");
    expect(told(get)).toEqual(problem(405, "method_not_allowed"));
    expect(get.headers.get("allow")).toBe("POST, OPTIONS");
    for (const action of ["providers", "csrf", "session", "error", "callback/google"])
      expect([action, told(await post(action, {}))]).toEqual([
        action,
        problem(405, "method_not_allowed"),
      ]);
  });

  test.each(["callback", "callback/google"])(
    "%s, where nothing is, is not found",
    async (action) => {
      expect(told(await auth(action))).toEqual(problem(404, "not_found"));
    },
  );
});

test("a session keeps the whole address, for its user to see", async () => {
  peer = "2001:db8:77:88::99";
  const email = await account();
  await signIn(email);
  const rows = await runStatement(
    ownerUrl,
    `SELECT address FROM app_session WHERE user_id = (SELECT id FROM app_user WHERE email = '${email}')`,
  );
  expect(rows).toEqual([{ address: "2001:db8:77:88::99" }]);
});
