import { expect, test } from "vitest";
import { newExchange, type Exchange } from "../chat/exchange";
import { emptyConversation, type ConversationState } from "./conversation-state";
import { News } from "./news";

const begun: ConversationState = { ...emptyConversation, history: "ready", begun: true };

const answered = (id: string, at: number): Exchange => ({
  ...newExchange(id, "Question?"),
  ...{ phase: "done", text: "Answer.", at },
});
const member = (id: string, at: number) => ({ id, at, text: "Hello" });

/** A reader of news who has seen this state. */
function readerOf(state: ConversationState) {
  const news = new News();
  news.take(state);
  return (next: ConversationState) => news.take(next).map(({ key }) => key);
}

test("an answer is news once, when it is finished", () => {
  const take = readerOf(begun);
  const streaming: Exchange = { ...answered("a", 1), phase: "streaming" };
  expect(take({ ...begun, exchanges: [streaming] })).toEqual([]);
  expect(take({ ...begun, exchanges: [answered("a", 1)] })).toEqual(["a"]);
  expect(take({ ...begun, exchanges: [answered("a", 1)] })).toEqual([]);
});

test("of persons' messages that come at once each is news, and a question to a person is none", () => {
  const take = readerOf(begun);
  const asked: Exchange = { ...newExchange("q", "Anybody?"), phase: "done" };
  const members = [member("m1", 1), member("m2", 2)];
  expect(take({ ...begun, exchanges: [asked], members })).toEqual(["m1", "m2"]);
});

test("what is read of an earlier page is no news, neither its newest messages nor older ones", () => {
  const take = readerOf({ ...begun, history: "loading" });
  const newest = { ...begun, members: [member("m2", 2)], before: "m2" };
  expect(take(newest)).toEqual([]);
  const older = { ...newest, before: undefined, members: [member("m1", 1), member("m2", 2)] };
  expect(take(older)).toEqual([]);
  expect(take({ ...older, members: [...older.members, member("m3", 3)] })).toEqual(["m3"]);
});
