import { beforeAll, describe, expect, test } from "vitest";
import { changeRole, leaveOrganization } from "@/lib/domains/access/members/member-service";
import { QUESTION } from "@/lib/testing/bakery";
import { openInbox, replyAs, seenOf, setConversation, type Inbox } from "@/lib/testing/inbox";
import {
  assignConversation,
  closeConversation,
  snoozeConversation,
  takeConversation,
} from "./command-service";
import { listMessages, readConversation } from "./conversation-service";
import { countInbox, listConversations } from "./list-service";
import { showPresence } from "./presence-service";
import { conversationListQuery } from "./schema";
import type { InboxFilter } from "./terms";

let inbox: Inbox;
/** By what each is. */
const ids: Record<string, string> = {};

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

beforeAll(async () => {
  inbox = await openInbox();
  const owner = inbox.as("owner");
  const made = ["plain", "waiting", "unanswered", "mine", "snoozed", "closed"];
  for (const name of made) {
    const message = name === "unanswered" ? "Who invented the umbrella?" : QUESTION;
    const { conversationId: id, visitorToken } = await inbox.chat.answerOf(message);
    ids[name] = id;
    const seen = await seenOf(inbox, id);
    if (name === "waiting") {
      await takeConversation(inbox.as("admin"), seen);
      await inbox.chat.ask({ message: "Anybody?", conversationId: id, visitorToken });
    }
    if (name === "mine") await assignConversation(owner, { ...seen, memberId: owner.actor.id });
    if (name === "snoozed") await snoozeConversation(owner, { ...seen, until: inAnHour() });
    if (name === "closed") await closeConversation(owner, seen);
  }
});

const listed = async (filter: InboxFilter, rest: { search?: string } = {}) => {
  const query = conversationListQuery.parse({ filter, ...rest });
  const { conversations } = await listConversations(inbox.as("owner"), query);
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return conversations.flatMap(({ id }) => names.get(id) ?? []);
};

describe("a filter", () => {
  test.each([
    ["open", ["mine", "unanswered", "waiting", "plain"]],
    ["needs_person", ["waiting"]],
    ["unanswered", ["unanswered"]],
    ["mine", ["mine"]],
    ["snoozed", ["snoozed"]],
    ["closed", ["closed"]],
    ["all", ["closed", "snoozed", "mine", "unanswered", "waiting", "plain"]],
  ] as const)("%s has what it says, the newest message first", async (filter, names) => {
    expect(await listed(filter)).toEqual(names);
  });

  test("is counted as it is listed, without what members tried in the playground", async () => {
    expect(await countInbox(inbox.as("owner"))).toEqual({
      open: 5,
      needs_person: 1,
      unanswered: 1,
      mine: 1,
      snoozed: 1,
      closed: 1,
      all: 7,
    });
  });

  test("has what was snoozed again when its time has come", async () => {
    const id = ids["snoozed"]!;
    await setConversation(inbox, id, { snoozedUntil: new Date(Date.now() - 1000) });
    expect(await listed("open")).toContain("snoozed");
    expect(await listed("snoozed")).toEqual([]);
    expect(await readConversation(inbox.as("viewer"), id)).toMatchObject({ status: "open" });
    await setConversation(inbox, id, { snoozedUntil: new Date(inAnHour()) });
    expect(await listed("open")).not.toContain("snoozed");
  });
});

test("a visitor's message wakes what was snoozed", async () => {
  const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
  await snoozeConversation(inbox.as("owner"), { ...(await seenOf(inbox, id)), until: inAnHour() });
  await inbox.chat.ask({ message: "Hello?", conversationId: id, visitorToken });
  expect(await readConversation(inbox.as("owner"), id)).toMatchObject({ status: "open" });
  await closeConversation(inbox.as("owner"), await seenOf(inbox, id));
});

describe("a search", () => {
  test("finds each of its words in what a visitor asked first, and who they are", async () => {
    await setConversation(inbox, ids["plain"]!, { visitorName: "Ada 50% Example" });
    expect(await listed("all", { search: "UMBRELLA invented" })).toEqual(["unanswered"]);
    expect(await listed("all", { search: "umbrella bakery" })).toEqual([]);
    expect(await listed("all", { search: "50%" })).toEqual(["plain"]);
    expect(await listed("all", { search: "5_%" })).toEqual([]);
  });
});

describe("a page", () => {
  test("goes on where the one before ended, also among equal times", async () => {
    const at = new Date("2026-01-01T00:00:00.000Z");
    for (const id of Object.values(ids)) await setConversation(inbox, id, { lastMessageAt: at });
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = conversationListQuery.parse({ filter: "all", limit: 2, cursor });
      const page = await listConversations(inbox.as("owner"), query);
      found.push(...page.conversations.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(Object.values(ids)));
  });

  test("says whose each is, and of who is no member any more that it is nobody's name", async () => {
    const { owner, viewer } = inbox.party.userIds;
    const name = `${inbox.party.canary} owner`;
    const query = conversationListQuery.parse({ filter: "all", limit: 100 });
    const named = async () => {
      const { conversations } = await listConversations(inbox.as("viewer"), query);
      return conversations.find(({ id }) => id === ids["mine"])?.assigneeName;
    };
    expect(await named()).toBe(name);
    const detail = () => readConversation(inbox.as("viewer"), ids["mine"]!);
    expect(await detail()).toMatchObject({ assigneeId: owner, assigneeName: name });
    await changeRole(inbox.as("owner"), { userId: viewer, role: "owner" });
    await leaveOrganization(inbox.as("owner"));
    expect(await named()).toBeNull();
    expect(await detail()).toMatchObject({ assigneeId: owner, assigneeName: null });
  });

  test("is not begun by a cursor that is none", async () => {
    const query = conversationListQuery.parse({ cursor: "1.x" });
    await expect(listConversations(inbox.as("owner"), query)).rejects.toMatchObject({
      fields: [{ field: "cursor" }],
    });
  });

  test("of messages goes backwards", async () => {
    const { conversationId: id } = await inbox.chat.answerOf(QUESTION);
    for (const text of ["one", "two", "three"]) await replyAs(inbox, "owner", id, text);
    const first = await listMessages(inbox.as("viewer"), id, { limit: 3, cursor: undefined });
    expect(first.messages.map(({ text }) => text)).toEqual(["three", "two", "one"]);
    const rest = await listMessages(inbox.as("viewer"), id, {
      limit: 3,
      cursor: first.nextCursor!,
    });
    expect(rest.messages.map(({ role }) => role)).toEqual(["assistant", "visitor"]);
    expect(rest.messages[0]).toMatchObject({ outcome: "answered", citations: [{ index: 1 }] });
    expect(rest.nextCursor).toBeNull();
  });
});

test("the unread mark goes when a member looks who may answer, and comes with a message", async () => {
  const { conversationId: id, visitorToken } = await inbox.chat.answerOf(QUESTION);
  const unread = async () => (await readConversation(inbox.as("owner"), id)).unread;
  const look = (role: "viewer" | "member") =>
    showPresence(inbox.as(role), { conversationId: id, typing: false });
  await look("viewer");
  expect(await unread()).toBe(true);
  await look("member");
  expect(await unread()).toBe(false);
  await inbox.chat.ask({ message: "Hello?", conversationId: id, visitorToken });
  expect(await unread()).toBe(true);
});
