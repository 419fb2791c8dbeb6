import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAuthLookup, withEngine } from "@/lib/platform/db/transaction";
import { newTraceId } from "@/lib/platform/log/trace";
import type { Mail } from "@/lib/platform/mail/send-mail";
import { findSessionOwner } from "@/lib/tenancy/lookup";
import { deliverAccountMails, tokenIn } from "@/lib/testing/account-mail";
import { addSession } from "@/lib/testing/attacks/parties";
import { requestOf, type RequestOfAction } from "@/lib/testing/request-of-action";
import { runStatement } from "@/lib/testing/test-database";
import { insertAccountOf } from "../providers/repository";
import { signIn as signInFrom } from "../session-service";
import { createAccount } from "../sign-up";
import { askForPasswordReset, confirmEmail, resetPassword } from "./actions";

process.env["RATE_LIMIT_SIGN_IN_PER_15_MINUTES"] = "100";
process.env["RATE_LIMIT_ACCOUNT_MAIL_PER_HOUR"] = "5";

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

const { ownerUrl } = inject("testDatabase");
const PASSWORD = "correct horse battery";
const NEW = "another horse battery";
let email: string;
let userId: string;

beforeEach(async () => {
  sent.length = 0;
  await withEngine((tx) => tx.accountOutboxEvent.deleteMany());
  request.headers = requestOf({ "x-frontdesk-peer": newId() });
  email = `${newId()}@corner.example`;
  const account = { name: "Robin", email, password: PASSWORD, organizationName: "Corner Shop" };
  const { context } = await createAccount(account, newTraceId());
  userId = context.actor.id;
});

const signIn = (password: string) =>
  signInFrom({ email, password }, { address: newId(), userAgent: null });

async function linkOf(purpose: "reset" | "confirm"): Promise<string> {
  if (purpose === "reset") {
    await deliverAccountMails();
    expect(await askForPasswordReset({ email })).toEqual({ ok: true, data: {} });
  }
  await deliverAccountMails();
  return tokenIn(sent.at(-1));
}

/** Confirms in a session of the person's own. */
async function confirm(token: string) {
  const { cookie } = await addSession(userId);
  request.headers = requestOf({ cookie });
  return confirmEmail({ token });
}

const gone = { ok: false, problem: { status: 404, code: "not_found" } };
const verifiedAt = () =>
  withAuthLookup((tx) =>
    tx.user.findUniqueOrThrow({ where: { id: userId }, select: { emailVerifiedAt: true } }),
  );

describe("a link that sets a password", () => {
  test("sets it, ends every session, and works once", async () => {
    const { sessionId } = await signIn(PASSWORD);
    const token = await linkOf("reset");
    expect(await resetPassword({ token, newPassword: NEW })).toEqual({ ok: true, data: {} });
    expect(await findSessionOwner(sessionId)).toBeUndefined();
    await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await signIn(NEW)).userId).toBe(userId);
    expect(await resetPassword({ token, newPassword: PASSWORD })).toMatchObject(gone);
    expect((await signIn(NEW)).userId).toBe(userId);
  });

  test("is used by one of twenty that come at the same time", async () => {
    const token = await linkOf("reset");
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => resetPassword({ token, newPassword: `${NEW} ${n}` })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("ends the others that were sent", async () => {
    const first = await linkOf("reset");
    const second = await linkOf("reset");
    expect(second).not.toBe(first);
    expect(await resetPassword({ token: second, newPassword: NEW })).toMatchObject({ ok: true });
    expect(await resetPassword({ token: first, newPassword: PASSWORD })).toMatchObject(gone);
  });

  test("is over after an hour", async () => {
    const token = await linkOf("reset");
    const left = await withAuthLookup((tx) =>
      tx.accountToken.findFirstOrThrow({ where: { userId, purpose: "reset_password" } }),
    );
    expect(left.expiresAt.getTime() - left.createdAt.getTime()).toBeLessThanOrEqual(3_601_000);
    await runStatement(
      ownerUrl,
      `UPDATE account_token SET expires_at = now() - interval '1 second' WHERE user_id = '${userId}'`,
    );
    expect(await resetPassword({ token, newPassword: NEW })).toMatchObject(gone);
  });

  test("is none for confirming, nor the other way round", async () => {
    const confirming = await linkOf("confirm");
    expect(await resetPassword({ token: confirming, newPassword: NEW })).toMatchObject(gone);
    const resetting = await linkOf("reset");
    expect(await confirm(resetting)).toMatchObject(gone);
    expect(await verifiedAt()).toEqual({ emailVerifiedAt: null });
  });

  test("takes away what whoever made the account has connected, if the mailbox was never shown to be theirs", async () => {
    const subject = newId();
    await withAuthLookup((tx) =>
      insertAccountOf(tx, {
        provider: "google",
        subject,
        userId,
        email: "elsewhere@corner.example",
      }),
    );
    await resetPassword({ token: await linkOf("reset"), newPassword: NEW });
    expect(await withAuthLookup((tx) => tx.account.count({ where: { userId } }))).toBe(0);
    expect((await verifiedAt()).emailVerifiedAt).toBeInstanceOf(Date);
  });

  test("leaves what its owner has connected", async () => {
    expect(await confirm(await linkOf("confirm"))).toMatchObject({ ok: true });
    await withAuthLookup((tx) =>
      insertAccountOf(tx, { provider: "google", subject: newId(), userId, email }),
    );
    await resetPassword({ token: await linkOf("reset"), newPassword: NEW });
    expect(await withAuthLookup((tx) => tx.account.count({ where: { userId } }))).toBe(1);
  });

  test.each(["", "short", "A".repeat(43), "../../etc"])("is not %j", async (token) => {
    const result = await resetPassword({ token, newPassword: NEW });
    expect(result).toMatchObject({ ok: false });
    expect((await signIn(PASSWORD)).userId).toBe(userId);
  });
});

describe("asking for it", () => {
  test("tells nothing of the address, does the same for both, and forgets one that has no account", async () => {
    await deliverAccountMails();
    sent.length = 0;
    const stranger = `${newId()}@corner.example`;
    const known = await askForPasswordReset({ email });
    const unknown = await askForPasswordReset({ email: stranger });
    expect(unknown).toEqual(known);
    const asked = await withAuthLookup((tx) =>
      tx.accountToken.findMany({ where: { email: { in: [email, stranger] }, userId: null } }),
    );
    expect(asked).toHaveLength(2);
    expect(await deliverAccountMails()).toBe(2);
    expect(sent.map(({ to }) => to)).toEqual([email]);
    const left = await withAuthLookup((tx) =>
      tx.accountToken.count({ where: { email: stranger } }),
    );
    expect(left).toBe(0);
  });

  test("is counted for an address, whether it has an account or not", async () => {
    for (const address of [email, `${newId()}@corner.example`]) {
      for (let n = 0; n < 5; n += 1) {
        request.headers = requestOf({ "x-frontdesk-peer": newId() });
        expect(await askForPasswordReset({ email: address })).toMatchObject({ ok: true });
      }
      expect(await askForPasswordReset({ email: address })).toMatchObject({
        ok: false,
        problem: { code: "rate_limited" },
      });
    }
  });

  test("is refused from another site", async () => {
    request.headers = requestOf({ origin: "https://evil.example" });
    expect(await askForPasswordReset({ email })).toMatchObject({ problem: { status: 403 } });
  });

  test("keeps the token out of the database and of the event", async () => {
    const token = await linkOf("reset");
    const rows = await withAuthLookup((tx) => tx.accountToken.findMany({ where: { userId } }));
    expect(JSON.stringify(rows)).not.toContain(token);
    await askForPasswordReset({ email });
    const events = await withEngine((tx) => tx.accountOutboxEvent.findMany());
    expect(JSON.stringify(events)).not.toContain(email);
  });
});

describe("confirming an address", () => {
  test("is asked for with a new account, and a look at the link uses nothing up", async () => {
    const token = await linkOf("confirm");
    expect(sent.map(({ to }) => to)).toEqual([email]);
    expect(await verifiedAt()).toEqual({ emailVerifiedAt: null });
    expect(await confirm(token)).toEqual({ ok: true, data: {} });
    expect((await verifiedAt()).emailVerifiedAt).toBeInstanceOf(Date);
    expect(await confirm(token)).toMatchObject(gone);
  });

  test("sends nothing more once it is confirmed", async () => {
    await deliverAccountMails();
    await confirm(tokenIn(sent.at(-1)));
    await runStatement(
      ownerUrl,
      `UPDATE app_user SET email_verified_at = now() WHERE id = '${userId}'`,
    );
    sent.length = 0;
    const { requestMail } = await import("./request-service");
    await withAuthLookup((tx) => requestMail(tx, email, "verify_email"));
    await deliverAccountMails();
    expect(sent).toEqual([]);
  });
});
