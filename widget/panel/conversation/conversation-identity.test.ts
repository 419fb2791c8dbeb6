import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { finished, said, VisitorPages } from "../../testing/visitor-pages";

const REFUSED = { kind: "refuse", status: 403, reason: "identity_required" } as const;

let pages: VisitorPages;

beforeEach(async () => {
  pages = new VisitorPages();
  await pages.start();
});
afterEach(async () => {
  expect(await pages.stop()).toEqual([]);
});

const until = (seen: () => boolean) => vi.waitFor(() => expect(seen()).toBe(true), 2_000);

test("who is not signed in is told so, and once they are the question is answered", async () => {
  const { server } = pages;
  server.chat.steps = [REFUSED];
  const { conversation, page } = pages.open();
  conversation.send("Hello?");
  conversation.agree();
  await until(() => page.state.exchanges[0]?.failure?.kind === "identity");
  expect(server.chat.seen).toHaveLength(1);
  pages.identity = { jwt: "a.b.c" };
  conversation.identified();
  await until(() => finished(page.state) === 1);
  expect(said(page.state)).toEqual(["Hello?", "You said: Hello?"]);
  expect(server.chat.seen[1]).toMatchObject({ identity: { jwt: "a.b.c" } });
});

test("nor does a conversation without proof begin another one", async () => {
  const { server } = pages;
  const { conversation, page } = pages.open();
  conversation.send("Hello?");
  conversation.agree();
  await until(() => finished(page.state) === 1);
  server.chat.steps = [REFUSED];
  conversation.send("And now?");
  await until(() => page.state.exchanges[1]?.failure?.kind === "identity");
  expect(server.chat.seen).toHaveLength(2);
});

test("who is identified while the refusal is on its way is asked for at once", async () => {
  const { server } = pages;
  server.chat.steps = [REFUSED];
  const { conversation, page } = pages.open();
  conversation.send("Hello?");
  conversation.agree();
  // Before anything could answer.
  await Promise.resolve();
  pages.identity = { id: "7", hash: "a".repeat(64) };
  conversation.identified();
  await until(() => finished(page.state) === 1);
  expect(server.chat.seen).toHaveLength(2);
});
