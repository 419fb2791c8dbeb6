import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { finished, said, VisitorPages } from "../../testing/visitor-pages";

let pages: VisitorPages;

beforeEach(async () => {
  pages = new VisitorPages();
  await pages.start();
});
afterEach(async () => {
  expect(await pages.stop()).toEqual([]);
});

const until = (seen: () => boolean) => vi.waitFor(() => expect(seen()).toBe(true), 2_000);

/** A page that goes on with a conversation of which the server tells. */
async function resumed() {
  const first = pages.open();
  first.conversation.send("Hello?");
  first.conversation.agree();
  await until(() => finished(first.page.state) === 1);
  first.conversation.stop();
  const later = pages.open();
  await later.conversation.resume();
  await until(() => pages.server.open === 1);
  return later;
}

test("each question that waits for consent is sent, in its order, and the first is kept meanwhile", async () => {
  const { conversation, page } = pages.open();
  conversation.send("One?");
  conversation.send("Two?");
  expect([page.state.pending, pages.kept.size]).toEqual([["One?", "Two?"], 0]);
  conversation.agree();
  expect([...pages.kept.values()]).toEqual([expect.stringContaining("One?")]);
  await until(() => finished(page.state) === 2);
  expect(pages.server.chat.seen.map((one) => one.message)).toEqual(["One?", "Two?"]);
  expect(page.state.pending).toEqual([]);
});

test.each([
  ["a first conversation", 0],
  ["one that has begun", 1],
])(
  "what %s has not sent when the page goes is sent by the next one, once and in its order",
  async (_, before) => {
    const { server } = pages;
    const { conversation, page } = pages.open();
    if (before) {
      conversation.send("Hello?");
      conversation.agree();
      await until(() => finished(page.state) === 1);
      const { clientMessageId } = server.chat.seen[0] ?? {};
      server.messages = [
        pages.message("q", "visitor", "Hello?", { clientMessageId }),
        pages.message("a", "assistant", "Hi!", { replyToId: "q", outcome: "answered" }),
      ];
    }
    server.chat.steps = [{ kind: "silence" }];
    conversation.send("One?");
    conversation.send("Two?");
    if (!before) conversation.agree();
    await until(() => server.chat.seen.length === before + 1);
    conversation.stop();
    // The server has kept the one that it was about to answer.
    const { clientMessageId } = server.chat.seen[before] ?? {};
    if (before) server.messages.push(pages.message("o", "visitor", "One?", { clientMessageId }));

    const later = pages.open();
    await later.conversation.resume();
    await until(() => finished(later.page.state) === before + 2);
    const seen = server.chat.seen.slice(before);
    expect(seen.map((one) => one.message)).toEqual(["One?", "One?", "Two?"]);
    expect(seen[1]?.clientMessageId).toBe(seen[0]?.clientMessageId);
    const shown = later.page.state.exchanges.map(({ question }) => question);
    expect(shown.slice(before)).toEqual(["One?", "Two?"]);
    later.conversation.stop();

    const last = pages.open();
    await last.conversation.resume();
    expect(last.page.state.exchanges.filter(({ phase }) => phase === "queued")).toEqual([]);
    expect(server.chat.seen.length).toBe(before + 3);
  },
);

test("each is handed back where the visitor does not agree", () => {
  const { conversation, page } = pages.open();
  conversation.send("One?");
  conversation.send("Two?");
  expect(conversation.decline()).toEqual(["One?", "Two?"]);
  expect([page.state.pending, pages.server.calls]).toEqual([[], []]);
});

test("an answer whose question is on the page before is shown once that is loaded", async () => {
  const { server } = pages;
  server.messages = [
    pages.message("a1", "assistant", "We do.", { replyToId: "q1", outcome: "answered" }),
    pages.message("m1", "member", "Robin here"),
  ];
  server.earlier = [pages.message("q1", "visitor", "Do you mend?", { clientMessageId: "c1" })];
  const { conversation, page } = await resumed();
  expect(said(page.state)).toEqual(["Robin here"]);
  await conversation.loadOlder();
  expect(said(page.state)).toEqual(["Do you mend?", "We do.", "Robin here"]);
});

test("earlier messages that do not come are said to, and asked for again", async () => {
  const { server } = pages;
  server.messages = [pages.message("m1", "member", "Robin here")];
  server.earlier = [pages.message("q1", "visitor", "Do you mend?")];
  const { conversation, page } = await resumed();
  server.refusal = 503;
  const asked = conversation.loadOlder();
  expect(page.state.older).toBe("loading");
  await conversation.loadOlder();
  await asked;
  expect(page.state.older).toBe("failed");
  const reads = () => server.calls.filter((call) => call.includes("?before=")).length;
  expect(reads()).toBe(1);
  server.refusal = undefined;
  await conversation.loadOlder();
  expect([page.state.older, said(page.state)]).toEqual([undefined, ["Do you mend?", "Robin here"]]);
});

test("who is handed back to the assistant is told so, until they write", async () => {
  const { server } = pages;
  const { conversation, page } = await resumed();
  const assistant = server.state;
  expect(page.state.handedBack).toBe(false);
  server.tell("state", { ...assistant, handledBy: "person", memberName: "Robin" });
  await until(() => page.state.live?.memberName === "Robin");
  expect(page.state.handedBack).toBe(false);
  server.tell("state", assistant);
  await until(() => page.state.handedBack);
  server.tell("state", { ...assistant, waitsForPerson: true });
  await until(() => page.state.live?.waitsForPerson === true);
  expect(page.state.handedBack).toBe(true);
  conversation.send("And now?");
  expect(page.state.handedBack).toBe(false);
});

test("what is asked after a conversation was deleted waits for nothing of it", async () => {
  const waits: number[] = [];
  pages.wait = (milliseconds) => {
    waits.push(milliseconds);
    return new Promise(() => undefined);
  };
  pages.server.chat.steps = [{ kind: "refuse", status: 429, retryAfter: 120 }];
  const { conversation, page } = pages.open();
  conversation.send("One?");
  conversation.agree();
  await until(() => waits.length === 1);
  expect(await conversation.remove()).toBe(true);
  conversation.send("Two?");
  conversation.agree();
  await until(() => finished(page.state) === 1);
  expect(said(page.state)).toEqual(["Two?", "You said: Two?"]);
});

/** A page that was left with a question which the server never answered. */
async function leftUnsent(question: string) {
  const begun = await resumed();
  pages.server.chat.steps = [{ kind: "silence" }];
  const before = pages.server.chat.seen.length;
  begun.conversation.send(question);
  await until(() => pages.server.chat.seen.length > before);
  begun.conversation.stop();
}

test.each(["remove", "forget"] as const)(
  "after %s nothing comes of messages that were asked for before",
  async (way) => {
    const { server } = pages;
    await leftUnsent("And now?");
    server.messages = [pages.message("q", "visitor", "And now?", { clientMessageId: "c" })];
    let go: () => void = () => undefined;
    server.held = new Promise((resolve) => (go = resolve));
    const { conversation, page } = pages.open();
    const read = conversation.resume();
    await until(() => server.calls.filter((call) => call.includes("/messages")).length >= 2);
    await conversation[way]();
    const asked = server.chat.seen.length;
    go();
    await read;
    expect([said(page.state), page.state.consented, pages.kept.size]).toEqual([[], false, 0]);
    expect(server.chat.seen.length).toBe(asked);
  },
);

test("a question to a conversation that is over by then waits for consent to another", async () => {
  await leftUnsent("And now?");
  pages.server.refusal = 404;
  const { conversation, page } = pages.open();
  await conversation.resume();
  const { notice, pending, consented } = page.state;
  expect([notice, pending, consented]).toEqual(["ended", ["And now?"], false]);
  expect(conversation.decline()).toEqual(["And now?"]);
});

test("two pages of one site keep each what it has not sent", async () => {
  await resumed();
  const [one, other] = [pages.open(), pages.open()];
  await one.conversation.resume();
  await other.conversation.resume();
  pages.server.chat.steps = [{ kind: "silence" }, { kind: "silence" }];
  const asked = () => pages.server.chat.seen.map(({ message }) => message);
  one.conversation.send("One?");
  await until(() => asked().includes("One?"));
  other.conversation.send("Other?");
  await until(() => asked().includes("Other?"));
  const kept = () =>
    (JSON.parse([...pages.kept.values()][0] ?? "{}") as { unsent: { question: string }[] }).unsent;
  expect(kept().map(({ question }) => question)).toEqual(["One?", "Other?"]);
  one.conversation.stop();
  other.conversation.stop();
});

test("a token lives no longer for what is written beside it", async () => {
  await leftUnsent("And now?");
  const expiry = () =>
    (JSON.parse([...pages.kept.values()][0] ?? "{}") as { expiresAt: number }).expiresAt;
  const before = expiry();
  pages.now += 3_600_000;
  pages.server.chat.steps = [{ kind: "silence" }];
  const { conversation, page } = pages.open();
  await conversation.resume();
  conversation.send("Hello again?");
  await until(() => page.state.exchanges.length >= 2);
  expect([...pages.kept.values()][0]).toContain("Hello again?");
  expect(expiry()).toBe(before);
});
