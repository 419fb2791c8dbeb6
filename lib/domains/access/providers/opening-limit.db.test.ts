import { beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { signUp } from "../actions";
import { authOptions } from "../auth-options";
import { enterByProvider, type ProviderPerson } from "./provider-service";

process.env["RATE_LIMIT_SIGN_UP_PER_HOUR"] = "3";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

let address: string;
beforeEach(() => {
  address = newId();
  request.headers = requestOf({ "x-frontdesk-peer": address });
});

const stranger = (email = `${newId()}@corner.example`): ProviderPerson => ({
  provider: "google",
  subject: newId(),
  email,
  emailVerified: true,
  name: "Robin",
});
const enter = (person: ProviderPerson, from = address) =>
  enterByProvider(person, { address: from, userAgent: null }, undefined);
const count = (email: string | undefined) =>
  withAuthLookup((tx) => tx.user.count({ where: { email } }));

const limited = { code: "rate_limited" };

test("accounts that are opened by a provider are counted for an address, and those known come in", async () => {
  const known = stranger();
  await enter(known);
  await enter(stranger());
  await enter(stranger());
  const fourth = stranger();
  await expect(enter(fourth)).rejects.toMatchObject(limited);
  expect(await count(fourth.email)).toBe(0);
  await expect(enter(known)).resolves.toBeDefined();
  await expect(enter(fourth, newId())).resolves.toBeDefined();
});

test("asking whether an address is taken is counted as well", async () => {
  const { email } = stranger();
  await enter(stranger(email), newId());
  for (let n = 0; n < 3; n += 1)
    await expect(enter(stranger(email))).rejects.toMatchObject({ code: "conflict" });
  await expect(enter(stranger(email))).rejects.toMatchObject(limited);
});

test("are counted together with those that are opened by a password, and sign-in is told how long to wait", async () => {
  for (let n = 0; n < 3; n += 1) {
    const form = { name: "Robin", password: "correct horse battery", organizationName: "Shop" };
    const email = `${newId()}@corner.example`;
    expect(await signUp({ ...form, email })).toMatchObject({ ok: true });
  }
  const { subject, email } = stranger();
  const options = authOptions({ headers: request.headers, sessionId: undefined });
  const answer = await options.callbacks?.signIn?.({
    user: { id: subject },
    account: {
      provider: "google",
      providerAccountId: subject,
      type: "oauth",
    },
    profile: { sub: subject, email },
  });
  expect(answer).toMatch(/^\/sign-in\?error=rate_limited%3A\d+$/);
});
