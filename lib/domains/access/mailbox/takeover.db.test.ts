import { beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { newTraceId } from "@/lib/platform/log/trace";
import type { Mail } from "@/lib/platform/mail/send-mail";
import { findSessionOwner } from "@/lib/tenancy/lookup";
import { deliverAccountMails, tokenIn } from "@/lib/testing/account-mail";
import { addSession, cookieFor } from "@/lib/testing/attacks/parties";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { turnOnTwoFactor } from "@/lib/testing/two-factor";
import { changePassword } from "../account/actions";
import { enterByProvider, type ProviderPerson } from "../providers/provider-service";
import { insertAccountOf } from "../providers/repository";
import { signIn as signInFrom } from "../session-service";
import { createAccount } from "../sign-up";
import { askForPasswordReset, confirmEmail, resetPassword } from "./actions";

process.env["RATE_LIMIT_SIGN_IN_PER_15_MINUTES"] = "100";

const request: RequestOfAction = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { nextHeaders } = await import("@/lib/testing/request-of-action");
  return nextHeaders(request);
});

// The outside world: what the mail server would be given.
const sent: Mail[] = vi.hoisted(() => []);
vi.mock("@/lib/platform/mail/send-mail", () => ({
  sendMail: async (mail: Mail) => {
    sent.push(mail);
    return "sent";
  },
}));

const PASSWORD = "correct horse battery";
const NEW = "another horse battery";
let email: string;

/** Somebody makes an account under an address that need not be theirs. */
async function addAccount(address: string): Promise<string> {
  const account = { name: "Eve", email: address, password: PASSWORD, organizationName: "Shop" };
  const { context } = await createAccount(account, newTraceId());
  return context.actor.id;
}

beforeEach(() => {
  email = `${newId()}@corner.example`;
  browse();
});

/** From here on calls come from a browser with this cookie, or with none. */
function browse(cookie = ""): void {
  request.headers = requestOf({ cookie, "x-frontdesk-peer": newId() });
}

/** The token of the last mail to the address, once all mail is sent. */
async function mailed(): Promise<string> {
  await deliverAccountMails();
  return tokenIn(sent.filter(({ to }) => to === email).at(-1));
}

async function reset(): Promise<void> {
  browse();
  await deliverAccountMails();
  expect(await askForPasswordReset({ email })).toMatchObject({ ok: true });
  expect(await resetPassword({ token: await mailed(), newPassword: NEW })).toMatchObject({
    ok: true,
  });
}

const signIn = (password: string) =>
  signInFrom({ email, password }, { address: newId(), userAgent: null });
const isConfirmed = (userId: string) =>
  withAuthLookup(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    return user.emailVerifiedAt !== null;
  });
const countOf = (userId: string) =>
  withAuthLookup(async (tx) => ({
    providers: await tx.account.count({ where: { userId } }),
    apps: await tx.twoFactor.count({ where: { userId } }),
    recoveryCodes: await tx.recoveryCode.count({ where: { userId } }),
  }));

describe("a link that confirms a mailbox", () => {
  test("does nothing without a session, and works in one of its account afterwards", async () => {
    const userId = await addAccount(email);
    const token = await mailed();
    expect(await confirmEmail({ token })).toMatchObject({ problem: { status: 401 } });
    expect(await isConfirmed(userId)).toBe(false);
    browse((await addSession(userId)).cookie);
    expect(await confirmEmail({ token })).toEqual({ ok: true, data: {} });
    expect(await isConfirmed(userId)).toBe(true);
  });

  test("tells another account's session so, uses nothing up, and confirms neither", async () => {
    const userId = await addAccount(email);
    const token = await mailed();
    const other = await addAccount(`${newId()}@corner.example`);
    browse((await addSession(other)).cookie);
    const refused = await confirmEmail({ token });
    expect(refused).toMatchObject({ problem: { status: 403, code: "forbidden" } });
    expect(JSON.stringify(refused)).toContain("another account");
    expect(await Promise.all([userId, other].map(isConfirmed))).toEqual([false, false]);
    browse((await addSession(userId)).cookie);
    expect(await confirmEmail({ token })).toMatchObject({ ok: true });
  });

  test("waits for the second step of its account", async () => {
    const userId = await addAccount(email);
    const token = await mailed();
    await turnOnTwoFactor(userId);
    browse((await addSession(userId)).cookie);
    expect(await confirmEmail({ token })).toMatchObject({ problem: { status: 401 } });
    expect(await isConfirmed(userId)).toBe(false);
  });
});

describe("whoever has the mailbox gets the account from whoever made it, by a new password", () => {
  const client = () => ({ address: newId(), userAgent: null });
  const squatter = (): ProviderPerson => ({
    provider: "microsoft",
    subject: newId(),
    email,
    emailVerified: false,
    name: "Eve",
  });

  test("who signs in with Microsoft under another's address is out, though the link in the mail was opened", async () => {
    const eve = squatter();
    const { userId, sessionId } = await enterByProvider(eve, client(), undefined);
    expect(await confirmEmail({ token: await mailed() })).toMatchObject({ ok: false });
    await reset();
    expect(await findSessionOwner(sessionId)).toBeUndefined();
    await expect(enterByProvider(eve, client(), undefined)).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await signIn(NEW)).userId).toBe(userId);
    expect(await isConfirmed(userId)).toBe(true);
  });

  test("their second step goes with it, and its recovery codes", async () => {
    const userId = await addAccount(email);
    await turnOnTwoFactor(userId);
    await withAuthLookup((tx) =>
      insertAccountOf(tx, { provider: "google", subject: newId(), userId, email }),
    );
    await reset();
    expect(await countOf(userId)).toEqual({ providers: 0, apps: 0, recoveryCodes: 0 });
    const { sessionId } = await signIn(NEW);
    expect((await findSessionOwner(sessionId))?.userId).toBe(userId);
  });

  test("where the mailbox was confirmed, the second step stays", async () => {
    const userId = await addAccount(email);
    browse((await addSession(userId)).cookie);
    expect(await confirmEmail({ token: await mailed() })).toMatchObject({ ok: true });
    const { recoveryCodes } = await turnOnTwoFactor(userId);
    await reset();
    const kept = { providers: 0, apps: 1, recoveryCodes: recoveryCodes.length };
    expect(await countOf(userId)).toEqual(kept);
    expect(await findSessionOwner((await signIn(NEW)).sessionId)).toBeUndefined();
  });
});

test("a password that is changed in the account ends the links that were mailed before", async () => {
  await addAccount(email);
  await deliverAccountMails();
  await askForPasswordReset({ email });
  const token = await mailed();
  browse(await cookieFor((await signIn(PASSWORD)).sessionId));
  const change = { currentPassword: PASSWORD, newPassword: NEW };
  expect(await changePassword(change)).toMatchObject({ ok: true });
  browse();
  const used = await resetPassword({ token, newPassword: "third horse battery" });
  expect(used).toMatchObject({ problem: { status: 404 } });
  await expect(signIn(NEW)).resolves.toBeDefined();
});
