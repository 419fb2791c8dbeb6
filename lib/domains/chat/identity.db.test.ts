import { createHmac, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { beforeEach, expect, test } from "vitest";
import { POST as leaveForm } from "@/app/api/v1/handoff/route";
import { makeIdentitySecret } from "@/lib/domains/access/widget/identity-service";
import { widgetInput } from "@/lib/domains/access/widget/schema";
import { saveWidget } from "@/lib/domains/access/widget/settings-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty, type Party } from "@/lib/testing/attacks/parties";
import { callRoute } from "@/lib/testing/call-route";
import { chatWith } from "@/lib/testing/chat";

let party: Party;
let secret: string;
beforeEach(async () => {
  party = await addParty();
  secret = await makeIdentitySecret(party.context);
});

const chat = (key = party.keys.publishable) => chatWith({ authorization: `Bearer ${key}` });
const hashOf = (id: string, by = secret) => createHmac("sha256", by).update(id).digest("hex");
const tokenOf = (claims: Record<string, unknown>, by = secret) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(by));
const visitorOf = (id: string) =>
  withTenant(party.context, (tx) =>
    tx.conversation.findFirstOrThrow({
      where: { id },
      select: {
        visitorId: true,
        visitorName: true,
        visitorEmail: true,
        visitorVerified: true,
        visitorContactVerified: true,
      },
    }),
  );
const demand = () =>
  saveWidget(
    party.context,
    widgetInput.parse({ name: "Ask", greeting: "Hello", requireVerification: true }),
  );
const REFUSED = { status: 403, body: { details: { reason: "identity_required" } } };

test("who is proved is kept as proved, and who is only said to be somebody as that", async () => {
  const jwt = await tokenOf({ sub: "7", name: "Robin", email: "robin@shop.example" });
  const proved = await chat().answerOf({ message: "Hello?", identity: { jwt } });
  expect(await visitorOf(proved.conversationId)).toEqual({
    visitorId: "7",
    visitorName: "Robin",
    visitorEmail: "robin@shop.example",
    visitorVerified: true,
    visitorContactVerified: true,
  });
  const identity = { id: "7", name: "Robin", hash: hashOf("7", "another secret") };
  const said = await chat().answerOf({ message: "Hello?", identity });
  expect(await visitorOf(said.conversationId)).toEqual({
    visitorId: "7",
    visitorName: "Robin",
    visitorEmail: null,
    visitorVerified: false,
    visitorContactVerified: false,
  });
});

test("what was proved is not overwritten by what is said", async () => {
  const { conversationId, visitorToken } = await chat().answerOf({
    message: "Hello?",
    identity: { id: "7", hash: hashOf("7") },
  });
  const before = await visitorOf(conversationId);
  await chat().answerOf({
    message: "It is me",
    conversationId,
    visitorToken,
    identity: { id: "8", name: "Mallory", email: "mallory@evil.example" },
  });
  expect(await visitorOf(conversationId)).toEqual(before);
});

test("a name that was typed does not pass for proved beside a token without one", async () => {
  const { conversationId, visitorToken } = await chat().answerOf({
    message: "Hello?",
    identity: { id: "7", name: "The Boss", email: "boss@shop.example" },
  });
  const jwt = await tokenOf({ sub: "7", name: "Robin" });
  await chat().answerOf({ message: "Me", conversationId, visitorToken, identity: { jwt } });
  expect(await visitorOf(conversationId)).toMatchObject({
    visitorName: "Robin",
    visitorEmail: null,
    visitorContactVerified: true,
  });
});

test("another person who signs in does not go on with the conversation of the one before", async () => {
  const { conversationId, visitorToken } = await chat().answerOf({
    message: "Hello?",
    identity: { id: "7", hash: hashOf("7") },
  });
  const { status } = await chat().ask({
    message: "And me?",
    conversationId,
    visitorToken,
    identity: { id: "8", hash: hashOf("8") },
  });
  expect(status).toBe(404);
});

test("where the owner asks for it, nobody asks without proof, and nothing of it is kept", async () => {
  await demand();
  const count = () => withTenant(party.context, (tx) => tx.conversation.count());
  const before = await count();
  const stranger = await addParty();
  const theirs = await makeIdentitySecret(stranger.context);
  for (const identity of [
    undefined,
    { id: "7" },
    { id: "7", hash: hashOf("8") },
    { id: "7", hash: hashOf("7", theirs) },
    { jwt: await tokenOf({ sub: "7" }, theirs) },
  ]) {
    const answer = await chat().ask({ message: "Hello?", ...(identity && { identity }) });
    expect([identity, answer]).toMatchObject([identity ?? undefined, REFUSED]);
  }
  expect(await count()).toBe(before);

  const identity = { id: "7", hash: hashOf("7") };
  const first = await chat().answerOf({ message: "Hello?", identity });
  // The conversation's own token goes on with it: a page that stays open for long has no new proof.
  const { conversationId, visitorToken } = first;
  expect((await chat().ask({ message: "Then?", conversationId, visitorToken })).status).toBe(200);
  // The customer's own server needs none.
  expect((await chat(party.keys.secret).ask("Hello?")).status).toBe(200);
});

test("a new secret ends what the one before proved", async () => {
  await demand();
  const identity = { id: "7", hash: hashOf("7") };
  expect((await chat().ask({ message: "Hello?", identity })).status).toBe(200);
  secret = await makeIdentitySecret(party.context);
  expect(await chat().ask({ message: "Hello?", identity })).toMatchObject(REFUSED);
  const anew = { id: "7", hash: hashOf("7") };
  expect((await chat().ask({ message: "Hello?", identity: anew })).status).toBe(200);
});

test.each([
  [{ name: "Robin" }, "identity"],
  [{ id: "" }, "identity.id"],
  [{ id: "7", email: "no address" }, "identity.email"],
  [{ id: "7", role: "admin" }, "identity.role"],
])("an identity that is none names its field: %j", async (identity, field) => {
  const { status, body } = await chat().ask({ message: "Hello?", identity });
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain(`"field":"${field}"`);
});

test("nor does a form for a person begin a conversation without proof", async () => {
  await demand();
  const leave = (identity?: object) =>
    callRoute(leaveForm, {
      headers: { authorization: `Bearer ${party.keys.publishable}` },
      json: {
        clientLeadId: randomUUID(),
        name: "Robin",
        email: "robin@shop.example",
        message: "Call me",
        ...(identity && { identity }),
      },
    });
  const leads = () => withTenant(party.context, (tx) => tx.lead.count());
  const before = await leads();
  expect(await leave()).toMatchObject(REFUSED);
  expect(await leave({ id: "7", hash: hashOf("8") })).toMatchObject(REFUSED);
  expect(await leads()).toBe(before);
  const { status, body } = await leave({ id: "7", hash: hashOf("7") });
  expect(status).toBe(200);
  const { conversationId } = body as { conversationId: string };
  expect(await visitorOf(conversationId)).toMatchObject({ visitorId: "7", visitorVerified: true });
});
