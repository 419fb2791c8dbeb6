import { beforeEach, describe, expect, test, vi } from "vitest";
import type * as argon2 from "@node-rs/argon2";
import { verify } from "@node-rs/argon2";
import { newId } from "@/lib/core/ids";
import { newTraceId } from "@/lib/platform/log/trace";
import { signIn as signInFrom, signOut, type Credentials } from "./session-service";
import { setPassword } from "./account/service";
import { createAccount } from "./sign-up";

process.env["RATE_LIMIT_SIGN_IN_PER_15_MINUTES"] = "3";

// The hashing stays the real one; it is only watched.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof argon2>();
  return { ...real, verify: vi.fn(real.verify) };
});
const verified = vi.mocked(verify);

const signIn = (credentials: Credentials, address: string) =>
  signInFrom(credentials, { address, userAgent: null });

const PASSWORD = "correct horse battery";
let email: string;
let peer: string;

beforeEach(async () => {
  peer = newId();
  email = `${newId()}@example.test`;
  await createAccount(
    { name: "Robin", email, password: PASSWORD, organizationName: "Corner Shop" },
    newTraceId(),
  );
  verified.mockClear();
});

const refused = {
  code: "unauthenticated",
  message: "The e-mail address or the password is not right.",
};
const limited = { code: "rate_limited", retryAfterSeconds: expect.any(Number) as number };

describe("who may not", () => {
  test.each<[string, () => { email: string; password: string }]>([
    ["a wrong password", () => ({ email, password: "not the password" })],
    ["an unknown address", () => ({ email: `${newId()}@example.test`, password: PASSWORD })],
    ["an address that is none", () => ({ email: "robin", password: PASSWORD })],
    ["no password", () => ({ email, password: "" })],
    ["a password longer than one can be", () => ({ email, password: "p".repeat(201) })],
    ["the right one with more behind it", () => ({ email, password: PASSWORD.padEnd(201) })],
  ])("with %s is told the same, after the same work", async (_, credentials) => {
    await expect(signIn(credentials(), peer)).rejects.toMatchObject(refused);
    expect(verified).toHaveBeenCalledTimes(1);
    const [hash, password] = verified.mock.calls[0]!;
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(password.length).toBeLessThanOrEqual(200);
  });

  test("a long password is not cut to one that fits", async () => {
    const long = "p".repeat(200);
    const address = `${newId()}@example.test`;
    const account = { name: "Robin", email: address, password: long, organizationName: "Shop" };
    await createAccount(account, newTraceId());
    await expect(signIn({ email: address, password: `${long}p` }, peer)).rejects.toMatchObject(
      refused,
    );
    await expect(signIn({ email: address, password: long }, peer)).resolves.toBeDefined();
  });
});

describe("tries", () => {
  const wrong = (address = email) => ({ email: address, password: "not the password" });

  test("for one account from one address are counted, and the right password does not help then", async () => {
    for (let n = 0; n < 3; n += 1) await expect(signIn(wrong(), peer)).rejects.toThrow(/not right/);
    await expect(signIn({ email, password: PASSWORD }, peer)).rejects.toMatchObject(limited);
    await expect(signIn({ email, password: PASSWORD }, newId())).resolves.toBeDefined();
  });

  test("for one account from everywhere are counted", async () => {
    for (let n = 0; n < 30; n += 1)
      await expect(signIn(wrong(), newId())).rejects.toThrow(/not right/);
    await expect(signIn(wrong(), newId())).rejects.toMatchObject(limited);
    verified.mockClear();
    await expect(signIn(wrong(` ${email.toUpperCase()}`), newId())).rejects.toMatchObject(limited);
    expect(verified).not.toHaveBeenCalled();
  });

  test("from one network of IPv6 are counted as one, whatever the address in it", async () => {
    const network = newId().slice(9, 18).replace("-", ":");
    for (let n = 0; n < 3; n += 1) {
      const from = `2001:db8:${network}::${n}`;
      await expect(signIn(wrong(), from)).rejects.toThrow(/not right/);
    }
    const next = `2001:db8:${network}:ffff::9`;
    await expect(signIn({ email, password: PASSWORD }, next)).rejects.toMatchObject(limited);
  });

  test("of strangers do not keep the owner out from where they signed in before", async () => {
    const network = newId().slice(9, 18).replace("-", ":");
    const right = { email, password: PASSWORD };
    const { sessionId } = await signIn(right, `2001:db8:${network}::1`);
    await signOut(sessionId);
    for (let n = 0; n < 30; n += 1)
      await expect(signIn(wrong(), newId())).rejects.toThrow(/not right|many/);
    await expect(signIn(right, newId())).rejects.toMatchObject(limited);
    await expect(signIn(right, `2001:db8:${network}::2`)).resolves.toBeDefined();
    // The place is known for this account alone, and guessing from there has its own limit.
    await expect(signIn(wrong(), `2001:db8:${network}::3`)).rejects.toMatchObject(refused);
    await expect(signIn(right, `2001:db8:${network}::4`)).rejects.toMatchObject(limited);
  });

  test("for many accounts from one address are counted", async () => {
    for (let n = 0; n < 15; n += 1)
      await expect(signIn(wrong(`${n}${email}`), peer)).rejects.toThrow(/not right/);
    await expect(signIn(wrong(`15${email}`), peer)).rejects.toMatchObject(limited);
  });

  test("for an account that does not exist are counted like those for one that does", async () => {
    const unknown = `unknown-${email}`;
    for (let n = 0; n < 3; n += 1)
      await expect(signIn(wrong(unknown), peer)).rejects.toThrow(/not right/);
    await expect(signIn(wrong(unknown), peer)).rejects.toMatchObject(limited);
  });
});

test("a password that is changed while it is compared begins no session", async () => {
  const { userId, sessionId } = await signIn({ email, password: PASSWORD }, newId());
  const person = { userId, sessionId, address: newId() };
  const compare = verified.getMockImplementation()!;
  verified.mockImplementationOnce(async (...given) => {
    const fits = await compare(...given);
    await setPassword(person, { currentPassword: PASSWORD, newPassword: "another horse battery" });
    return fits;
  });
  await expect(signIn({ email, password: PASSWORD }, newId())).rejects.toMatchObject(refused);
});
