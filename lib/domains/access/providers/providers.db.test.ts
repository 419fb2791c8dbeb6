import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { newTraceId } from "@/lib/platform/log/trace";
import type { SignedIn } from "@/lib/tenancy/context";
import { findSessionOwner } from "@/lib/tenancy/lookup";
import { markVerified } from "../mailbox/repository";
import { signIn } from "../session-service";
import { createAccount } from "../sign-up";
import { enterByProvider, type ProviderPerson } from "./provider-service";
import { disconnect, readWaysIn, startConnecting } from "./ways-in-service";

process.env["RATE_LIMIT_SIGN_IN_PER_15_MINUTES"] = "100";
process.env["RATE_LIMIT_SIGN_UP_PER_HOUR"] = "1000";
Object.assign(process.env, {
  GOOGLE_CLIENT_ID: "client-of-the-tests",
  GOOGLE_CLIENT_SECRET: "secret-of-the-tests",
});

const PASSWORD = "correct horse battery";
const client = { address: "203.0.113.7", userAgent: null };
let email: string;
let person: ProviderPerson;
beforeEach(() => {
  email = `${newId()}@corner.example`;
  person = { provider: "google", subject: newId(), email, emailVerified: true, name: "Robin" };
});

const enter = (given: Partial<ProviderPerson> = {}, session?: string) =>
  enterByProvider({ ...person, ...given }, client, session);

const refused = { code: "conflict" };

async function withPassword({ confirmed = true } = {}): Promise<SignedIn> {
  const account = { name: "Robin", email, password: PASSWORD, organizationName: "Corner Shop" };
  await createAccount(account, newTraceId());
  const { userId, sessionId } = await signIn({ email, password: PASSWORD }, client);
  if (confirmed) await withAuthLookup((tx) => markVerified(tx, userId));
  return { userId, sessionId, address: client.address };
}

const connected = (userId: string) =>
  withAuthLookup((tx) => tx.account.findMany({ where: { userId }, select: { subject: true } }));

describe("signing in with a provider", () => {
  test("makes a person of no organization, and knows them again by their subject alone", async () => {
    const first = await enter();
    expect((await findSessionOwner(first.sessionId))?.memberships).toEqual([]);
    const again = await enter({ email: `${newId()}@moved.example`, name: "Renamed" });
    expect(again.userId).toBe(first.userId);
    expect(again.sessionId).not.toBe(first.sessionId);
  });

  test("makes one person of ten answers at the same time", async () => {
    const entered = await Promise.all(Array.from({ length: 10 }, () => enter()));
    expect(new Set(entered.map(({ userId }) => userId)).size).toBe(1);
  });

  test("links nobody by their address: not another subject, not another provider", async () => {
    await enter();
    await expect(enter({ subject: newId() })).rejects.toMatchObject(refused);
    await expect(enter({ provider: "microsoft" })).rejects.toMatchObject(refused);
  });

  test("links nobody to an account with a password, and changes nothing of it", async () => {
    const { userId } = await withPassword();
    await expect(enter()).rejects.toMatchObject(refused);
    expect(await connected(userId)).toEqual([]);
    expect((await signIn({ email, password: PASSWORD }, client)).userId).toBe(userId);
  });

  test.each([
    (address: string) => address.toUpperCase(),
    (address: string) => ` ${address} `,
    (address: string) => address.replace("corner", "ｃorner"),
  ])("knows a look-alike of an address as that address", async (alike) => {
    await enter();
    await expect(enter({ subject: newId(), email: alike(email) })).rejects.toMatchObject(refused);
  });

  test.each([undefined, "", "robin", "a@b@c"])(
    "makes nobody of the address %j",
    async (address) => {
      await expect(enter({ email: address })).rejects.toMatchObject(refused);
    },
  );

  test.each(["Robin\u202E Owner", "Pay at https://evil.example", undefined])(
    "calls somebody by their address where the provider's name is %j",
    async (name) => {
      const { userId } = await enter({ name });
      const user = await withAuthLookup((tx) =>
        tx.user.findUniqueOrThrow({ where: { id: userId } }),
      );
      expect(user.name).toBe(email.split("@")[0]);
    },
  );

  test("takes the provider's word for the mailbox only where it gives it", async () => {
    const said = await enter();
    expect(await ways(said)).toMatchObject({ emailVerified: true, hasPassword: false });
    email = `${newId()}@corner.example`;
    const unsaid = await enter({ subject: newId(), email, emailVerified: false });
    expect(await ways(unsaid)).toMatchObject({ emailVerified: false });
  });
});

const ways = ({ userId, sessionId }: { userId: string; sessionId: string }) =>
  readWaysIn({ userId, sessionId, address: "" });

describe("connecting a provider", () => {
  test("is asked for in the session itself, and lets in from then on", async () => {
    const owner = await withPassword();
    await startConnecting(owner, "google");
    const other = { email: `${newId()}@elsewhere.example` };
    expect(await enter(other, owner.sessionId)).toMatchObject({ sessionId: owner.sessionId });
    expect(await connected(owner.userId)).toEqual([{ subject: person.subject }]);
    expect((await enter(other)).userId).toBe(owner.userId);
    expect((await ways(owner)).providers).toMatchObject([{ id: "google", address: other.email }]);
  });

  test("does not happen in a session that has not asked for it, or has had its answer", async () => {
    const owner = await withPassword();
    const stranger = { email: `${newId()}@elsewhere.example` };
    const { userId } = await enter(stranger, owner.sessionId);
    expect(userId).not.toBe(owner.userId);
    await startConnecting(owner, "google");
    const second = { subject: newId(), email: `${newId()}@elsewhere.example` };
    await enter(second, owner.sessionId);
    const third = { subject: newId(), email: `${newId()}@elsewhere.example` };
    expect((await enter(third, owner.sessionId)).userId).not.toBe(owner.userId);
    expect(await connected(owner.userId)).toEqual([{ subject: second.subject }]);
  });

  test("needs the person's own mailbox to be confirmed", async () => {
    const owner = await withPassword({ confirmed: false });
    await expect(startConnecting(owner, "google")).rejects.toMatchObject(refused);
    expect((await ways(owner)).emailVerified).toBe(false);
  });

  test("takes nobody else's sign-in", async () => {
    const other = { email: `${newId()}@elsewhere.example` };
    const theirs = await enter(other);
    const owner = await withPassword();
    await startConnecting(owner, "google");
    await expect(enter(other, owner.sessionId)).rejects.toMatchObject(refused);
    expect((await enter(other)).userId).toBe(theirs.userId);
    expect(await connected(owner.userId)).toEqual([]);
  });

  test.each<[string, (taken: ProviderPerson) => Partial<ProviderPerson>]>([
    ["somebody else's", ({ subject, email: address }) => ({ subject, email: address })],
    ["without an address", () => ({ subject: newId(), email: undefined })],
  ])("is waited for once, also when the answer is %s", async (_, answer) => {
    const taken = { ...person, email: `${newId()}@elsewhere.example` };
    await enter(taken);
    const owner = await withPassword();
    await startConnecting(owner, "google");
    await expect(enter(answer(taken), owner.sessionId)).rejects.toMatchObject(refused);
    const unasked = { subject: newId(), email: `${newId()}@elsewhere.example` };
    expect((await enter(unasked, owner.sessionId)).userId).not.toBe(owner.userId);
    expect(await connected(owner.userId)).toEqual([]);
  });

  test("is not offered for a provider whose keys are not set", async () => {
    const owner = await withPassword();
    await expect(startConnecting(owner, "microsoft")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("disconnecting", () => {
  test("ends the other sessions and lets nobody in by it any more", async () => {
    const owner = await withPassword();
    await startConnecting(owner, "google");
    const there = { email: `${newId()}@elsewhere.example` };
    await enter(there, owner.sessionId);
    const elsewhere = await enter(there);
    expect(await disconnect(owner, "google")).toBe(1);
    expect(await findSessionOwner(elsewhere.sessionId)).toBeUndefined();
    expect((await findSessionOwner(owner.sessionId))?.userId).toBe(owner.userId);
    expect((await enter(there)).userId).not.toBe(owner.userId);
  });

  test("leaves the only way in", async () => {
    const { userId, sessionId } = await enter();
    const only = { userId, sessionId, address: "" };
    await expect(disconnect(only, "google")).rejects.toMatchObject(refused);
    expect(await connected(userId)).toHaveLength(1);
  });
});
