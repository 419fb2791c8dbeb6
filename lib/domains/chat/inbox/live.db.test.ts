import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { ServerEvent } from "@/lib/http/sse";
import { GET } from "@/app/api/v1/conversations/events/route";
import { removeMember } from "@/lib/domains/access/members/member-service";
import { QUESTION } from "@/lib/testing/bakery";
import { callRoute } from "@/lib/testing/call-route";
import { openInbox, replyAs, seenOf, setConversation, type Inbox } from "@/lib/testing/inbox";
import { deleteConversation } from "../delete-service";
import { snoozeConversation, takeConversation } from "./command-service";
import { NewChanges } from "./live-changes";
import { openFeeds } from "./live-feed";
import { watchInbox } from "./live-service";
import { showPresence } from "./presence-service";
import { changedData, presenceData } from "./schema";

let mine: Inbox;
let theirs: Inbox;
const readers: Reader[] = [];

beforeAll(async () => {
  mine = await openInbox();
  theirs = await openInbox();
});

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.leave();
});

/** Somebody who reads an inbox. */
class Reader {
  readonly told: ServerEvent[] = [];
  readonly #left = new AbortController();
  readonly #done: Promise<void>;

  constructor({ party }: Inbox) {
    readers.push(this);
    this.#done = this.#read(watchInbox(party.context, this.#left.signal));
  }

  async #read(events: AsyncGenerator<ServerEvent>): Promise<void> {
    for await (const event of events) this.told.push(event);
  }

  changes(): string[] {
    const changed = this.told.filter(({ event }) => event === "changed");
    return changed.flatMap(({ data }) => changedData.parse(data).ids);
  }

  presence() {
    const last = this.told.findLast(({ event }) => event === "presence");
    return last ? presenceData.parse(last.data) : undefined;
  }

  async leave(): Promise<void> {
    this.#left.abort();
    await this.#done;
  }
}

const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 50 });

describe("a reader", () => {
  test("is told of a question, an answer and a command, each once, and of nobody else's", async () => {
    const [me, they] = [new Reader(mine), new Reader(theirs)];
    await soon(() => expect(me.presence()).toBeDefined());
    /** How often that was told of all that is known by now: what comes later is told later. */
    const timesTold = async () => {
      const { conversationId: later } = await mine.chat.answerOf(QUESTION);
      await soon(() => expect(me.changes()).toContain(later));
      return me.changes().filter((one) => one === id).length;
    };
    const { conversationId: id } = await mine.chat.answerOf(QUESTION);
    const other = await theirs.chat.answerOf(QUESTION);
    await soon(() => expect(they.changes()).toContain(other.conversationId));
    // A look between the question and its answer tells of both.
    const before = await timesTold();
    expect([1, 2]).toContain(before);
    await replyAs(mine, "owner", id, "Hello!");
    await soon(() => expect(me.changes().filter((one) => one === id)).toHaveLength(before + 1));
    // Looks later it was not told again.
    expect(await timesTold()).toBe(before + 1);
    expect(JSON.stringify(me.told)).not.toContain(other.conversationId);
    expect(JSON.stringify(they.told)).not.toContain(id);
  });

  test("is told of what was deleted, once, and of nobody else's", async () => {
    const { conversationId: id } = await mine.chat.answerOf(QUESTION);
    const [me, they] = [new Reader(mine), new Reader(theirs)];
    await soon(() => expect(me.changes()).toContain(id));
    const before = me.changes().length;
    await deleteConversation(mine.as("owner"), id);
    await soon(() => expect(me.changes().slice(before)).toContain(id));
    const { conversationId: next } = await mine.chat.answerOf(QUESTION);
    await soon(() => expect(me.changes()).toContain(next));
    expect(
      me
        .changes()
        .slice(before)
        .filter((one) => one === id),
    ).toHaveLength(1);
    expect(JSON.stringify(they.told)).not.toContain(id);
  });

  test("is told of what comes back from its snooze", async () => {
    const { conversationId: id } = await mine.chat.answerOf(QUESTION);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await snoozeConversation(mine.as("owner"), { ...(await seenOf(mine, id)), until });
    const reader = new Reader(mine);
    await soon(() => expect(reader.changes()).toContain(id));
    const before = reader.changes().length;
    await setConversation(mine, id, { snoozedUntil: new Date(Date.now() + 200) });
    await soon(() => expect(reader.changes().slice(before)).toContain(id));
  });

  test("is told who else is there and writes, and whether the visitor is", async () => {
    const { conversationId: id } = await mine.chat.answerOf(QUESTION);
    await takeConversation(mine.as("owner"), await seenOf(mine, id));
    const [me, they] = [new Reader(mine), new Reader(theirs)];
    await showPresence(mine.as("member"), { conversationId: id, typing: true });
    const { member } = mine.party.userIds;
    await soon(() =>
      expect(me.presence()).toEqual({
        members: [
          {
            userId: member,
            name: `${mine.party.canary} member`,
            conversationId: id,
            typing: true,
          },
        ],
        visitors: [{ conversationId: id, online: true, typing: false }],
      }),
    );
    await showPresence(mine.as("member"), { conversationId: null, typing: false });
    await soon(() => expect(me.presence()?.members).toMatchObject([{ conversationId: null }]));
    await soon(() => expect(they.presence()).toEqual({ members: [], visitors: [] }));
  });
});

test("all readers of an organization share one look, which ends with the last of them", async () => {
  const [one, two] = [new Reader(mine), new Reader(mine)];
  const other = new Reader(theirs);
  await soon(() => expect([one, two, other].every((reader) => reader.presence())).toBe(true));
  expect(openFeeds()).toBe(2);
  await one.leave();
  expect(openFeeds()).toBe(2);
  await two.leave();
  expect(openFeeds()).toBe(1);
  await other.leave();
  expect(openFeeds()).toBe(0);
});

test("the stream of who is removed ends", async () => {
  const inbox = await openInbox();
  const { party } = inbox;
  const headers = {
    cookie: party.sessions.member,
    origin: "http://localhost:3000",
    "x-organization": party.slug,
  };
  const reading = callRoute(GET, { headers, leaveAfterEvents: 100 });
  await removeMember(inbox.as("owner"), { userId: party.userIds.member });
  expect((await reading).text).toContain('"code":"unauthenticated"');
  await soon(() => expect(openFeeds()).toBe(0));
});

test("looks that overlap tell each change once", () => {
  const changes = new NewChanges();
  expect(changes.take([{ id: "a", at: 10 }], 0)).toEqual(["a"]);
  // A transaction that ended late: its time is before what was told.
  expect(
    changes.take(
      [
        { id: "a", at: 10 },
        { id: "b", at: 9 },
      ],
      5,
    ),
  ).toEqual(["b"]);
  expect(changes.take([{ id: "a", at: 12 }], 8)).toEqual(["a"]);
});
