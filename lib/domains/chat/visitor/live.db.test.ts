import { EventSourceParserStream } from "eventsource-parser/stream";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { GET } from "@/app/api/v1/conversation/[id]/events/route";
import { newId } from "@/lib/core/ids";
import { revokeKey } from "@/lib/domains/access/keys/service";
import { withTenant } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { addMember } from "@/lib/testing/attacks/parties";
import { openBakery, QUESTION } from "@/lib/testing/bakery";
import { visitorOf, type Opening, type Visitor } from "@/lib/testing/visitor";
import { eraseConversation } from "./repository";
import { takeOver } from "../takeover-repository";

interface Told {
  event: string;
  id: string | undefined;
  data: { id: string; text: string; problem: { status: number } };
}

let context: TenantContext;
let visitor: Visitor;
let own: Opening;
let leave: (() => Promise<void>)[] = [];

beforeAll(async () => {
  context = await openBakery();
});
beforeEach(async () => {
  visitor = await visitorOf(context);
  own = await visitor.chat.answerOf(QUESTION);
});
afterEach(async () => {
  for (const one of leave) await one();
  leave = [];
});

/** Opens the stream of a conversation. */
async function follow(lastEventId?: string) {
  const request = new Request("http://localhost:3000/", {
    headers: {
      ...visitor.headers,
      "x-visitor-token": own.visitorToken,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
  });
  const response = await GET(request, { params: Promise.resolve({ id: own.conversationId }) });
  if (!response.body) throw new Error("No stream");
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  leave.push(() => reader.cancel());
  const next = async (): Promise<Told | undefined> => {
    const { value } = await reader.read();
    return (
      value && {
        event: value.event ?? "",
        id: value.id,
        data: JSON.parse(value.data) as Told["data"],
      }
    );
  };
  return {
    next,
    /** Reads on to the next event of this kind. */
    until: async (event: string): Promise<Told> => {
      for (;;) {
        const told = await next();
        if (!told) throw new Error(`The stream ended before ${event}`);
        if (told.event === event) return told;
      }
    },
  };
}

const inside = <T>(work: Parameters<typeof withTenant<T>>[1]) => withTenant(context, work);

const say = (text: string, updatedAt = new Date()) =>
  inside(async (tx) => {
    const id = newId();
    const shared = { ...ownedBy(context), id, conversationId: own.conversationId, text, updatedAt };
    await tx.message.createMany({
      data: [{ ...shared, role: "member", authorName: "Robin", authorId: context.actor.id }],
    });
    await tx.conversation.updateMany({
      where: { id: own.conversationId },
      data: { version: { increment: 1 }, updatedAt: new Date() },
    });
    return id;
  });

test("tells who answers, what was said before, and what a member says from then on", async () => {
  const stream = await follow();
  expect((await stream.next())?.data).toMatchObject({ handledBy: "assistant" });
  expect([(await stream.next())?.data, (await stream.next())?.data]).toMatchObject([
    { role: "visitor", text: QUESTION },
    { role: "assistant" },
  ]);
  const memberId = await addMember(context, "member", "Robin Baker");
  await inside(async (tx) => {
    const { version } = await tx.conversation.findFirstOrThrow({
      where: { id: own.conversationId },
    });
    await takeOver(tx, context, { id: own.conversationId, version }, memberId);
  });
  expect((await stream.until("state")).data).toMatchObject({
    handledBy: "person",
    memberName: "Robin Baker",
    memberTyping: false,
  });
  await inside((tx) =>
    tx.conversation.updateMany({
      where: { id: own.conversationId },
      data: { memberTypingAt: new Date() },
    }),
  );
  expect((await stream.until("state")).data).toMatchObject({ memberTyping: true });
  await say("Hello from the bakery");
  expect((await stream.until("message")).data).toMatchObject({
    role: "member",
    text: "Hello from the bakery",
    authorName: "Robin",
  });
  // Who has left is named no more; what they wrote keeps its author.
  await inside((tx) => tx.membership.deleteMany({ where: { userId: memberId } }));
  expect((await (await follow()).until("state")).data).toMatchObject({
    handledBy: "person",
    memberName: null,
  });
});

test("goes on after the last event with nothing lost, also of what was committed late", async () => {
  const first = await follow();
  await first.until("message");
  const last = await first.until("message");
  const late = await say("begun before and committed late", new Date(Number(last.id) - 3_000));
  const next = await say("after it");
  const second = await follow(last.id);
  const told: string[] = [];
  while (!told.includes(next)) told.push((await second.until("message")).data.id);
  expect(told).toContain(late);
  expect(new Set(told).size).toBe(told.length);
});

test("what is long past is not told again", async () => {
  const hourAgo = new Date(Date.now() - 3_600_000);
  await say("long ago", hourAgo);
  const stream = await follow(String(Date.now()));
  const next = await say("now");
  const told: Told[] = [];
  while (told.at(-1)?.data.id !== next) told.push(await stream.until("message"));
  expect(told.map(({ data }) => data.text)).not.toContain("long ago");
});

test("ends with 401 when the key is revoked, and with 404 when the conversation is deleted", async () => {
  const revoked = await follow();
  await revoked.next();
  await revokeKey(context, visitor.keyId);
  expect((await revoked.until("error")).data.problem.status).toBe(401);
  expect(await revoked.next()).toBeUndefined();

  visitor = await visitorOf(context);
  const deleted = await follow();
  await deleted.next();
  await inside((tx) => eraseConversation(tx, own.conversationId));
  expect((await deleted.until("error")).data.problem.status).toBe(404);
  expect(await deleted.next()).toBeUndefined();
});
