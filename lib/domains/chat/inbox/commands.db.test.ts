import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { withTenant } from "@/lib/platform/db/transaction";
import { addParty } from "@/lib/testing/attacks/parties";
import { QUESTION } from "@/lib/testing/bakery";
import { conversationOf, messagesOf, openInbox, seenOf, type Inbox } from "@/lib/testing/inbox";
import { auditOf } from "@/lib/testing/organization";
import {
  addNote,
  assignConversation,
  closeConversation,
  reopenConversation,
  returnConversation,
  snoozeConversation,
  takeConversation,
} from "./command-service";
import { readConversation } from "./conversation-service";
import { reply } from "./reply-service";

let inbox: Inbox;

beforeEach(async () => {
  inbox = await openInbox();
});

const begun = async () => (await inbox.chat.answerOf(QUESTION)).conversationId;
const handoffsOf = async (id: string) => (await readConversation(inbox.as("owner"), id)).handoffs;

/** The problems of those that failed. */
const failures = (settled: PromiseSettledResult<unknown>[]) =>
  settled.flatMap((one) => (one.status === "rejected" ? [one.reason as object] : []));

describe("two members at once", () => {
  test("take a conversation over: one gets it, and the other is told who", async () => {
    const id = await begun();
    const seen = await seenOf(inbox, id);
    const settled = await Promise.allSettled([
      takeConversation(inbox.as("owner"), seen),
      takeConversation(inbox.as("admin"), seen),
    ]);
    expect(failures(settled)).toEqual([
      expect.objectContaining({
        code: "conflict",
        userMessage: expect.stringMatching(/^canary-\w+ (owner|admin) has taken/),
        details: { reason: "taken_over", version: seen.version + 1 },
      }),
    ]);
    expect(await auditOf(inbox.party, id)).toEqual(["conversation.taken_over"]);
    expect(await handoffsOf(id)).toHaveLength(1);
  });

  test("reply: one message is sent, and the other is told of it", async () => {
    const id = await begun();
    const seen = await seenOf(inbox, id);
    const settled = await Promise.allSettled(
      (["owner", "member"] as const).map((role) =>
        reply(inbox.as(role), { ...seen, text: `I am ${role}`, clientMessageId: randomUUID() }),
      ),
    );
    expect(failures(settled)).toEqual([
      expect.objectContaining({
        code: "conflict",
        userMessage: expect.stringMatching(/^canary-\w+ (owner|member) has answered meanwhile/),
      }),
    ]);
    const sent = (await messagesOf(inbox, id)).filter(({ role }) => role === "member");
    expect(sent).toHaveLength(1);
    const { handledBy, assigneeId } = await conversationOf(inbox, id);
    expect({ handledBy, assigneeId }).toEqual({
      handledBy: "person",
      assigneeId: sent[0]?.authorId,
    });
  });
});

describe("a reply", () => {
  test("takes the conversation over, ends what waits, and stands at its end", async () => {
    const id = await begun();
    await inbox.chat.ask({ message: "Do you sell umbrellas?" });
    const { version } = await reply(inbox.as("member"), {
      ...(await seenOf(inbox, id)),
      text: "At seven, and on Sundays not at all.",
      clientMessageId: randomUUID(),
    });
    expect(await conversationOf(inbox, id)).toMatchObject({
      version,
      handledBy: "person",
      assigneeId: inbox.party.userIds.member,
      preview: "At seven, and on Sundays not at all.",
      needsPersonAt: null,
      unansweredAt: null,
    });
    expect((await messagesOf(inbox, id)).at(-1)).toMatchObject({
      role: "member",
      authorId: inbox.party.userIds.member,
      authorName: `${inbox.party.canary} member`,
    });
    expect(await handoffsOf(id)).toMatchObject([
      { reason: "taken_over", answeredAt: expect.any(String) },
    ]);
    expect(await auditOf(inbox.party, id)).toEqual(["conversation.taken_over"]);
  });

  test("is sent once however often it comes, at once too", async () => {
    const id = await begun();
    const input = { ...(await seenOf(inbox, id)), text: "Hello!", clientMessageId: randomUUID() };
    const versions = await Promise.all([1, 2, 3].map(() => reply(inbox.as("owner"), input)));
    expect(new Set(versions.map(({ version }) => version)).size).toBe(1);
    await reply(inbox.as("owner"), input);
    expect((await messagesOf(inbox, id)).filter(({ role }) => role === "member")).toHaveLength(1);
    await expect(reply(inbox.as("owner"), { ...input, text: "Other" })).rejects.toMatchObject({
      code: "conflict",
      fields: [{ field: "clientMessageId" }],
    });
  });

  test("is no conflict with what the visitor wrote meanwhile", async () => {
    const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
    const taken = await takeConversation(inbox.as("owner"), await seenOf(inbox, id));
    await inbox.chat.answerOf({ message: "Hello?", conversationId: id, visitorToken });
    expect((await conversationOf(inbox, id)).needsPersonAt).not.toBeNull();
    await reply(inbox.as("owner"), {
      id,
      version: taken.version,
      text: "Yes?",
      clientMessageId: randomUUID(),
    });
    expect((await conversationOf(inbox, id)).needsPersonAt).toBeNull();
  });

  test("over an answer of the assistant's is not sent before it was seen", async () => {
    const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
    const seen = await seenOf(inbox, id);
    await inbox.chat.answerOf({ message: QUESTION, conversationId: id, visitorToken });
    const late = reply(inbox.as("owner"), { ...seen, text: "x", clientMessageId: randomUUID() });
    await expect(late).rejects.toMatchObject({ details: { reason: "assistant_answered" } });
    expect((await messagesOf(inbox, id)).map(({ role }) => role)).not.toContain("member");
    expect((await conversationOf(inbox, id)).handledBy).toBe("assistant");
  });
});

test("handing back ends the handoff, and the assistant answers again", async () => {
  const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
  const taken = await takeConversation(inbox.as("owner"), await seenOf(inbox, id));
  const ask = () => inbox.chat.answerOf({ message: QUESTION, conversationId: id, visitorToken });
  expect(await ask()).toMatchObject({ outcome: "handoff" });
  await returnConversation(inbox.as("admin"), { id, version: taken.version });
  expect(await ask()).toMatchObject({ outcome: "answered" });
  expect(await handoffsOf(id)).toMatchObject([{ endedAt: expect.any(String) }]);
  expect(await auditOf(inbox.party, id)).toEqual([
    "conversation.taken_over",
    "conversation.handed_back",
  ]);
});

test("handing back undone leaves the visitor waiting", async () => {
  const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
  await takeConversation(inbox.as("owner"), await seenOf(inbox, id));
  await inbox.chat.answerOf({ message: "Hello?", conversationId: id, visitorToken });
  const { version } = await returnConversation(inbox.as("owner"), await seenOf(inbox, id));
  expect((await conversationOf(inbox, id)).needsPersonAt).toBeNull();
  await takeConversation(inbox.as("owner"), { id, version, waits: true });
  expect((await conversationOf(inbox, id)).needsPersonAt).toBeInstanceOf(Date);
});

describe("an assignment", () => {
  test("names a member who may answer, or nobody", async () => {
    const id = await begun();
    const { member, viewer } = inbox.party.userIds;
    const to = async (memberId: string | null) =>
      assignConversation(inbox.as("owner"), { ...(await seenOf(inbox, id)), memberId });
    await to(member);
    expect((await conversationOf(inbox, id)).assigneeId).toBe(member);
    await expect(to(viewer)).rejects.toMatchObject({ code: "invalid_input" });
    const stranger = (await addParty()).userIds.owner;
    await expect(to(stranger)).rejects.toMatchObject({ code: "not_found" });
    expect((await conversationOf(inbox, id)).assigneeId).toBe(member);
    await to(null);
    expect((await conversationOf(inbox, id)).assigneeId).toBeNull();
    expect(await auditOf(inbox.party, id)).toEqual(Array(2).fill("conversation.assigned"));
  });
});

describe("an end", () => {
  test("gives the conversation back to the assistant, and a new question opens it", async () => {
    const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
    const taken = await takeConversation(inbox.as("owner"), await seenOf(inbox, id));
    const closed = await closeConversation(inbox.as("member"), { id, version: taken.version });
    expect(await conversationOf(inbox, id)).toMatchObject({
      status: "closed",
      handledBy: "assistant",
    });
    expect(await handoffsOf(id)).toMatchObject([{ endedAt: expect.any(String) }]);
    // Somebody who sees the older version and closes it too finds it done.
    expect(await closeConversation(inbox.as("owner"), { id, version: 1 })).toEqual(closed);
    await expect(takeConversation(inbox.as("owner"), { id, version: 1 })).rejects.toMatchObject({
      details: { reason: "closed" },
    });
    const again = { message: QUESTION, conversationId: id, visitorToken };
    expect(await inbox.chat.answerOf(again)).toMatchObject({ outcome: "answered" });
    expect((await conversationOf(inbox, id)).status).toBe("open");
  });

  test("can be undone", async () => {
    const id = await begun();
    const { version } = await closeConversation(inbox.as("owner"), await seenOf(inbox, id));
    await reopenConversation(inbox.as("owner"), { id, version });
    expect((await conversationOf(inbox, id)).status).toBe("open");
  });

  test("undone leaves it to the colleague who had it, and the visitor waiting for them", async () => {
    const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
    await takeConversation(inbox.as("admin"), await seenOf(inbox, id));
    await inbox.chat.answerOf({ message: "Hello?", conversationId: id, visitorToken });
    const { version } = await closeConversation(inbox.as("owner"), await seenOf(inbox, id));
    const before = { handledBy: "person", waits: true } as const;
    await reopenConversation(inbox.as("owner"), { id, version, ...before });
    expect(await conversationOf(inbox, id)).toMatchObject({
      status: "open",
      handledBy: "person",
      assigneeId: inbox.party.userIds.admin,
      needsPersonAt: expect.any(Date),
    });
    expect(await handoffsOf(id)).toMatchObject([
      { endedAt: expect.any(String) },
      { endedAt: null, reason: "taken_over" },
    ]);
  });
});

test("each command over an older version changes nothing", async () => {
  const id = await begun();
  const old = await seenOf(inbox, id);
  await takeConversation(inbox.as("owner"), old);
  const before = await conversationOf(inbox, id);
  const by = inbox.as("admin");
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const memberId = inbox.party.userIds.member;
  for (const late of [
    () => takeConversation(by, old),
    () => returnConversation(by, old),
    () => closeConversation(by, old),
    () => snoozeConversation(by, { ...old, until }),
    () => assignConversation(by, { ...old, memberId }),
    () => reply(by, { ...old, text: "Late", clientMessageId: randomUUID() }),
  ])
    await expect(late()).rejects.toMatchObject({ code: "conflict" });
  expect(await conversationOf(inbox, id)).toEqual(before);
  expect(await auditOf(inbox.party, id)).toEqual(["conversation.taken_over"]);
});

test("a note is there once, for members alone, and no conflict", async () => {
  const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
  const seen = await seenOf(inbox, id);
  const note = { id, noteId: randomUUID(), text: "A regular." };
  await addNote(inbox.as("member"), note);
  await addNote(inbox.as("member"), note);
  const { notes } = await readConversation(inbox.as("viewer"), id);
  expect(notes).toMatchObject([{ text: "A regular.", authorName: `${inbox.party.canary} member` }]);
  await expect(addNote(inbox.as("owner"), note)).rejects.toMatchObject({ code: "conflict" });
  const told = await inbox.chat.ask({ message: QUESTION, conversationId: id, visitorToken });
  expect(told.text).not.toContain("A regular.");
  expect(seen.version).toBeLessThan((await seenOf(inbox, id)).version);
});

test("of very many notes the newest are shown, the first of them first", async () => {
  const id = await begun();
  const { context, userIds } = inbox.party;
  const { tenantId, organizationId } = context;
  const by = { authorId: userIds.owner, authorName: "Robin" };
  const data = Array.from({ length: 203 }, (_, at) => ({
    ...{ tenantId, organizationId, conversationId: id, id: randomUUID(), ...by },
    text: `Note ${at}`,
    createdAt: new Date(Date.UTC(2026, 0, 1) + at),
  }));
  await withTenant(context, (tx) => tx.conversationNote.createMany({ data }));
  const { notes } = await readConversation(inbox.as("viewer"), id);
  expect(notes.map(({ text }) => text)).toEqual(data.slice(3).map(({ text }) => text));
});

test("a conversation of nobody's is not found", async () => {
  const seen = { id: randomUUID(), version: 1 };
  await expect(takeConversation(inbox.as("owner"), seen)).rejects.toMatchObject({
    code: "not_found",
  });
  await withTenant(inbox.party.context, async (tx) => {
    expect(await tx.handoff.count({ where: { conversationId: seen.id } })).toBe(0);
  });
});
