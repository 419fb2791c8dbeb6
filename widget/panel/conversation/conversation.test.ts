import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { finished, said, VisitorPages } from "../../testing/visitor-pages";
import type { VisitorServer } from "../../testing/visitor-server";

const NAME = "frontdesk:fd_pk_test";

let pages: VisitorPages;
let server: VisitorServer;
let kept: Map<string, string>;

beforeEach(async () => {
  pages = new VisitorPages();
  ({ server, kept } = pages);
  await pages.start();
});
afterEach(async () => {
  expect(await pages.stop()).toEqual([]);
});

const until = (seen: () => boolean) => vi.waitFor(() => expect(seen()).toBe(true), 2_000);
const message: VisitorPages["message"] = (...told) => pages.message(...told);

/** A page on which a question was asked and answered. */
async function askedPage(question = "Hello?") {
  const opened = pages.open();
  opened.conversation.send(question);
  opened.conversation.agree();
  await until(() => finished(opened.page.state) === 1 && server.open === 1);
  return opened;
}

test("nothing is sent or kept before the visitor agrees, nor when they do not", async () => {
  const { conversation, page } = pages.open();
  await conversation.resume();
  conversation.send("Hello?");
  expect(page.state.pending).toEqual(["Hello?"]);
  conversation.typing();
  expect(conversation.decline()).toEqual(["Hello?"]);
  expect(page.state.pending).toEqual([]);
  expect([server.calls, kept.size]).toEqual([[], 0]);
  conversation.send("Hello?");
  conversation.agree();
  await until(() => finished(page.state) === 1);
  expect([...kept.keys()]).toEqual([NAME]);
});

test("a later page goes on where the earlier one was, and asks no consent again", async () => {
  await askedPage();
  server.messages = [
    message("q", "visitor", "Hello?", { clientMessageId: "c" }),
    message("a", "assistant", "Hi!", { replyToId: "q", outcome: "answered", rating: "up" }),
    message("m", "member", "Robin here"),
  ];
  const { conversation, page } = pages.open();
  await conversation.resume();
  expect(said(page.state)).toEqual(["Hello?", "Hi!", "Robin here"]);
  expect(page.state.exchanges[0]?.rating).toEqual({ value: "up" });
  await until(() => server.followed.at(-1)?.after === "1000");
  conversation.send("And now?");
  await until(() => finished(page.state) === 2);
  expect(server.chat.seen.at(-1)).toMatchObject({ visitorToken: "token-of-the-visitor" });
});

test("a page that was left in the middle of an answer is gone on with, under the same id", async () => {
  await askedPage();
  server.messages = [message("q", "visitor", "And now?", { clientMessageId: "unanswered" })];
  const { conversation, page } = pages.open();
  await conversation.resume();
  await until(() => finished(page.state) === 1);
  expect(server.chat.seen.at(-1)).toMatchObject({
    clientMessageId: "unanswered",
    message: "And now?",
  });
  expect(said(page.state)).toEqual(["And now?", "You said: And now?"]);
});

test("so is a first question, whose conversation is not known yet", async () => {
  server.chat.steps = [{ kind: "silence" }];
  const { conversation } = pages.open();
  conversation.send("Hello?");
  conversation.agree();
  await until(() => server.chat.seen.length === 1);
  const later = pages.open();
  await later.conversation.resume();
  await until(() => finished(later.page.state) === 1);
  const ids = server.chat.seen.map(({ clientMessageId }) => clientMessageId);
  expect(new Set(ids).size).toBe(1);
});

test("what is told twice is shown once, also over a cut connection", async () => {
  const { page } = await askedPage();
  const question = server.chat.seen[0]?.clientMessageId;
  server.tell("message", message("q", "visitor", "Hello?", { clientMessageId: question }), "1");
  server.tell("message", message("m1", "member", "One"), "2");
  await until(() => page.state.members.length === 1);
  server.cut();
  await until(() => !page.state.connected || server.followed.length === 2);
  await until(() => server.followed.length === 2 && server.open === 1);
  expect(server.followed[1]?.after).toBe("2");
  server.tell("message", message("m1", "member", "One"), "2");
  server.tell("message", message("m2", "member", "Two"), "3");
  await until(() => page.state.members.length === 2);
  expect(said(page.state)).toEqual(["Hello?", "You said: Hello?", "One", "Two"]);
  expect(page.state.connected).toBe(true);
});

test("a revoked key ends it politely, and a conversation that is gone is forgotten", async () => {
  const revoked = await askedPage();
  server.refuse(401);
  await until(() => revoked.page.state.unavailable);
  expect(said(revoked.page.state)).toEqual(["Hello?", "You said: Hello?"]);

  const gone = await askedPage();
  server.refuse(404);
  await until(() => gone.page.state.notice === "ended");
  expect([said(gone.page.state), kept.size, gone.page.state.consented]).toEqual([[], 0, false]);
});

test("a stream that was opened by a token that is over goes on with the newer one", async () => {
  const { conversation } = await askedPage();
  kept.set(NAME, (kept.get(NAME) ?? "").replace("token-of-the-visitor", "old"));
  conversation.stop();
  const later = pages.open();
  await later.conversation.resume();
  await until(() => server.followed.at(-1)?.token === "old");
  later.conversation.send("And now?");
  await until(() => finished(later.page.state) === 1);
  server.overToken = "old";
  server.cut();
  await until(() => server.followed.at(-1)?.token === "token-of-the-visitor");
  expect(later.page.state.notice).toBeUndefined();
});

test("is forgotten after twelve hours, and when it is deleted", async () => {
  const first = await askedPage();
  first.conversation.stop();
  pages.now += 12 * 3_600_000 + 1;
  const { conversation, page } = pages.open();
  await conversation.resume();
  expect([page.state.consented, kept.size]).toEqual([false, 0]);

  const again = await askedPage();
  expect(await again.conversation.remove()).toBe(true);
  expect([again.page.state.notice, kept.size]).toEqual(["deleted", 0]);
});

test("a browser that blocks storage has the conversation as long as the page", async () => {
  const { conversation, page } = pages.open(() => {
    throw new Error("The operation is insecure.");
  });
  await conversation.resume();
  conversation.send("Hello?");
  conversation.agree();
  await until(() => finished(page.state) === 1);
  conversation.send("And now?");
  await until(() => finished(page.state) === 2);
  expect(server.chat.seen[1]).toHaveProperty("conversationId");
});

test.each(["{", "null", '{"expiresAt":9e99}', '{"conversationId":{"not":""}}'])(
  "%s in the storage is nothing to go on with",
  async (value) => {
    kept.set(NAME, value);
    const { conversation, page } = pages.open();
    await conversation.resume();
    expect([page.state.consented, kept.size, server.calls]).toEqual([false, 0, []]);
  },
);

test("a page that nobody looks at holds no connection, and goes on when it is seen again", async () => {
  const { conversation } = await askedPage();
  conversation.show(false);
  await until(() => server.open === 0);
  conversation.show(true);
  await until(() => server.open === 1);
});
