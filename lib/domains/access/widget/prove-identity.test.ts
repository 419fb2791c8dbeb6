import { createHmac } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { proveIdentity } from "./prove-identity";

const SECRET = "fd_id_of-this-widget-and-of-no-other-one-at-all";
const OTHER = "fd_id_of-another-organization-s-widget-entirely";
const now = new Date("2026-06-01T12:00:00Z");
const seconds = now.getTime() / 1_000;
const HOUR = 3_600;

const hashOf = (id: string, secret = SECRET) =>
  createHmac("sha256", secret).update(id).digest("hex");
const sign = (claims: Record<string, unknown>, secret = SECRET, alg = "HS256") =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
const prove = (
  identity: Parameters<typeof proveIdentity>[0],
  secret: string | undefined = SECRET,
) => proveIdentity(identity, secret, now);

test("a hash vouches for the id, and for nothing that is said beside it", async () => {
  const said = { id: "7", name: "Robin", email: "robin@shop.example" };
  expect(await prove({ ...said, hash: hashOf("7") })).toEqual({
    ...said,
    verified: true,
    contactVerified: false,
  });
});

test("a token vouches for all that is in it, and what is said beside it does not count", async () => {
  const jwt = await sign({ sub: "7", exp: seconds + HOUR, name: "Robin", email: "r@shop.example" });
  expect(await prove({ jwt, id: "8", name: "Mallory" })).toEqual({
    id: "7",
    name: "Robin",
    email: "r@shop.example",
    verified: true,
    contactVerified: true,
  });
  const bare = await sign({ sub: "7", exp: seconds + HOUR });
  expect(await prove({ jwt: bare, name: "Mallory" })).toMatchObject({
    name: undefined,
    contactVerified: false,
  });
});

test.each([
  ["no proof", undefined],
  ["another's hash", hashOf("8")],
  ["another organization's secret", hashOf("7", OTHER)],
  ["a part of the hash", hashOf("7").slice(0, 62)],
  ["no hexadecimal", "z".repeat(64)],
  ["nothing", ""],
])("an id with %s is only said", async (_, hash) => {
  const visitor = await prove({ id: "7", ...(hash !== undefined && { hash }) });
  expect(visitor).toMatchObject({ id: "7", verified: false, contactVerified: false });
});

test.each([
  ["another organization's secret", () => sign({ sub: "7", exp: seconds + HOUR }, OTHER)],
  ["an end in the past", () => sign({ sub: "7", exp: seconds - 61 })],
  ["an end that is too far away", () => sign({ sub: "7", exp: seconds + HOUR + 61 })],
  ["no end", () => sign({ sub: "7" })],
  ["no subject", () => sign({ exp: seconds + HOUR })],
  ["a subject of nothing", () => sign({ sub: "\u200b", exp: seconds + HOUR })],
  ["a beginning in the future", () => sign({ sub: "7", exp: seconds + HOUR, nbf: seconds + 600 })],
  ["another algorithm", () => sign({ sub: "7", exp: seconds + HOUR }, SECRET, "HS512")],
  ["no signature", () => new UnsecuredJWT({ sub: "7", exp: seconds + HOUR }).encode()],
  [
    "a changed subject",
    async () => {
      const [head, , end] = (await sign({ sub: "7", exp: seconds + HOUR })).split(".");
      const body = Buffer.from(JSON.stringify({ sub: "8", exp: seconds + HOUR }));
      return `${head}.${body.toString("base64url")}.${end}`;
    },
  ],
  ["no form", () => "a.b"],
])("a token with %s proves nothing", async (_, make) => {
  const jwt = await make();
  expect(await prove({ jwt })).toMatchObject({ id: undefined, verified: false });
});

test("without a secret nobody is proved", async () => {
  const said = {
    jwt: await sign({ sub: "7", exp: seconds + HOUR }),
    id: "7",
    hash: hashOf("7", ""),
  };
  expect(await proveIdentity(said, undefined, now)).toMatchObject({ verified: false });
});
