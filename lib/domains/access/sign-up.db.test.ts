import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { unwrap } from "@/lib/core/problem";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import { signUp } from "./actions";

process.env["RATE_LIMIT_SIGN_UP_PER_HOUR"] = "20";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

beforeEach(() => {
  request.headers = requestOf({ "x-frontdesk-peer": newId() });
});

const form = (over: Partial<Parameters<typeof signUp>[0]> = {}) => ({
  name: "Robin",
  email: `${newId()}@example.test`,
  password: "correct horse battery",
  organizationName: "Corner Shop",
  ...over,
});

const { ownerUrl } = inject("testDatabase");
async function counts(email: string) {
  const [row] = await runStatement(
    ownerUrl,
    `SELECT (SELECT count(*) FROM app_user WHERE email = '${email}')::int AS users,
      (SELECT count(*) FROM membership m JOIN app_user u ON u.id = m.user_id WHERE u.email = '${email}')::int AS organizations`,
  );
  return row;
}

type Result = Awaited<ReturnType<typeof signUp>>;
/** A refusal without what differs from call to call. */
const shown = (result: Result) => {
  if (result.ok) throw new Error("It was not refused");
  return { ...result.problem, traceId: "" };
};

test("sign-ups of one address at the same time make one account", async () => {
  const input = form();
  const results = await Promise.all(Array.from({ length: 5 }, () => signUp(input)));
  const slugs = results.map((result) => result.ok && result.data.organizationSlug);
  expect(new Set(slugs).size).toBe(1);
  expect(slugs[0]).toMatch(/^corner-shop-/);
  expect(await counts(input.email)).toEqual({ users: 1, organizations: 1 });
});

test("spellings of one address are one account", async () => {
  const input = form();
  await signUp(input);
  await signUp({ ...input, email: `  ${input.email.toUpperCase()} ` });
  expect(await counts(input.email)).toEqual({ users: 1, organizations: 1 });
});

describe("an address that has an account", () => {
  test("leads who knows its password to it, and changes nothing", async () => {
    const input = form();
    const first = await signUp(input);
    const again = await signUp({ ...input, name: "Other", organizationName: "Other" });
    expect(again).toEqual(first);
    expect(await counts(input.email)).toEqual({ users: 1, organizations: 1 });
  });

  test("is refused with another password, by an answer that names neither field nor reason", async () => {
    const input = form();
    await signUp(input);
    const problem = shown(await signUp({ ...input, password: "not the right password" }));
    expect(problem).toMatchObject({ status: 422, code: "invalid_input" });
    expect(problem.errors).toBeUndefined();
    expect(problem.details).toBeUndefined();
    expect(JSON.stringify(problem)).not.toMatch(/exists|taken|registered|conflict|e-?mail/i);
  });

  test("is no second door for guessing: tries count as those of signing in, and the answer stays", async () => {
    const input = form();
    await signUp(input);
    const wrong = { ...input, password: "not the right password" };
    const answers: ReturnType<typeof shown>[] = [];
    for (let n = 0; n < 10; n += 1) answers.push(shown(await signUp(wrong)));
    answers.push(shown(await signUp(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

test("sign-ups from one address are counted, and the answer tells the wait", async () => {
  for (let n = 0; n < 20; n += 1) await signUp({ ...form(), password: "short" });
  const refused = await signUp(form());
  expect(shown(refused)).toMatchObject({ status: 429, code: "rate_limited" });
  expect(() => unwrap(refused)).toThrow(
    expect.objectContaining({ retryAfterSeconds: expect.any(Number) as number }),
  );
});

test.each([
  [{ password: "p".repeat(201) }, "password"],
  [{ password: "p".repeat(9) }, "password"],
  [{ email: "robin at corner" }, "email"],
])("%j is refused by its field", async (over, field) => {
  const problem = shown(await signUp(form(over)));
  expect([problem.status, problem.errors?.map((error) => error.field)]).toEqual([422, [field]]);
});

test.each(["https://evil.example", "null", ""])("a page of %j signs nobody up", async (origin) => {
  request.headers = requestOf({ origin, "x-frontdesk-peer": newId() });
  const input = form();
  expect(shown(await signUp(input)).status).toBe(403);
  expect(await counts(input.email)).toEqual({ users: 0, organizations: 0 });
});
