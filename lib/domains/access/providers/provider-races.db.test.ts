import { beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { newTraceId } from "@/lib/platform/log/trace";
import type { Mail } from "@/lib/platform/mail/send-mail";
import type { SignedIn } from "@/lib/tenancy/context";
import { deliverAccountMails, tokenIn } from "@/lib/testing/account-mail";
import { setPassword } from "../account/service";
import { resetPassword } from "../mailbox/link-service";
import { markVerified } from "../mailbox/repository";
import { askForReset } from "../mailbox/request-service";
import { signIn } from "../session-service";
import { createAccount } from "../sign-up";
import { enterByProvider, type ProviderPerson } from "./provider-service";
import { insertAccountOf } from "./repository";
import { disconnect, startConnecting } from "./ways-in-service";

process.env["RATE_LIMIT_SIGN_IN_PER_15_MINUTES"] = "1000";
process.env["RATE_LIMIT_SIGN_UP_PER_HOUR"] = "1000000";
process.env["RATE_LIMIT_ACCOUNT_MAIL_PER_HOUR"] = "100";
process.env["GOOGLE_CLIENT_ID"] = "client-of-the-tests";
process.env["GOOGLE_CLIENT_SECRET"] = "secret-of-the-tests";

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
const client = { address: "203.0.113.7", userAgent: null };

let owner: SignedIn;
let email: string;
/** As their provider tells of them: under the account's own address, so that no other account can be opened with it. */
let there: ProviderPerson;
beforeEach(async () => {
  email = `${newId()}@corner.example`;
  const account = { name: "Robin", email, password: PASSWORD, organizationName: "Corner Shop" };
  await createAccount(account, newTraceId());
  const { userId, sessionId } = await signIn({ email, password: PASSWORD }, client);
  owner = { userId, sessionId, address: client.address };
  there = { provider: "google", subject: newId(), email, emailVerified: true, name: "Robin" };
  const { provider, subject } = there;
  await withAuthLookup((tx) => insertAccountOf(tx, { provider, subject, userId, email }));
});

async function resetLink(): Promise<string> {
  await deliverAccountMails();
  await askForReset(email);
  await deliverAccountMails();
  return tokenIn(sent.at(-1));
}

const liveBut = (sessionId: string) =>
  withAuthLookup((tx) =>
    tx.session.count({
      where: { userId: owner.userId, revokedAt: null, id: { not: sessionId } },
    }),
  );

/** Signs in with the provider again and again, until `change` is done and those on their way have ended. */
async function whileEntering<T>(change: () => Promise<T>): Promise<T> {
  const entering: Promise<PromiseSettledResult<unknown>[]>[] = [];
  const changing = { done: false };
  const changed = change().finally(() => (changing.done = true));
  while (!changing.done) {
    entering.push(Promise.allSettled([enterByProvider(there, client, undefined)]));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  for (const result of (await Promise.all(entering)).flat())
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
  return changed;
}

describe("a sign-in with a provider on its way begins no session that outlives", () => {
  test.each([1, 2, 3])("its disconnecting (%s)", async () => {
    expect(await whileEntering(() => disconnect(owner, "google"))).toBeTypeOf("number");
    expect(await liveBut(owner.sessionId)).toBe(0);
    await expect(enterByProvider(there, client, undefined)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test.each([1, 2, 3])("a new password by mail that takes the provider away (%s)", async () => {
    const token = await resetLink();
    await whileEntering(() => resetPassword({ token, newPassword: NEW }));
    expect(await liveBut(newId())).toBe(0);
  });
});

test("changes of a person's ways in at the same time wait for one another, and none hangs", async () => {
  const tokens = [await resetLink(), await resetLink(), await resetLink()];
  await withAuthLookup((tx) => markVerified(tx, owner.userId));
  await startConnecting(owner, "google");
  const results = await Promise.allSettled([
    ...tokens.map((token) => resetPassword({ token, newPassword: NEW })),
    setPassword(owner, { currentPassword: PASSWORD, newPassword: "third horse battery" }),
    disconnect(owner, "google"),
    enterByProvider(there, client, owner.sessionId),
    enterByProvider(there, client, undefined),
  ]);
  const codes = results.flatMap((result) =>
    result.status === "rejected" ? [(result.reason as { code?: string }).code] : [],
  );
  for (const code of codes) expect(code).toBeOneOf(["not_found", "invalid_input", "conflict"]);
});
