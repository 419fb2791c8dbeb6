import { expect, test } from "vitest";
import { newExchange } from "../chat/exchange";
import { entriesOf, merge, resumeLast, type Messages } from "./merge";
import type { ServerMessage } from "./visitor-events";

const none: Messages = { exchanges: [], members: [], unmatched: [] };

function said(role: ServerMessage["role"], id: string, more: Partial<ServerMessage> = {}) {
  const at = Number(id.replace(/\D/g, ""));
  const shown = {
    outcome: "answered",
    quoted: false,
    citations: [],
    text: `text of ${id}`,
  } as const;
  return { id, role, at, ...shown, ...more };
}
const keysOf = (messages: Messages) => entriesOf(messages).map(({ key }) => key);

test("what is told again changes nothing", () => {
  const told = [
    said("visitor", "q1", { clientMessageId: "mine" }),
    said("assistant", "a2", { replyToId: "q1" }),
    said("member", "m3"),
  ];
  const once = merge(none, told);
  expect(merge(once, told)).toEqual(once);
  expect(keysOf(once)).toEqual(["mine", "m3"]);
});

test("a question of one's own is recognised by its id, and one of another page is added", () => {
  const asked = { ...none, exchanges: [newExchange("mine", "Hello?")] };
  const merged = merge(asked, [
    said("visitor", "q1", { clientMessageId: "mine" }),
    said("visitor", "q2", { clientMessageId: "other" }),
  ]);
  expect(merged.exchanges).toMatchObject([
    { clientMessageId: "mine", questionId: "q1", phase: "queued" },
    { clientMessageId: "other", questionId: "q2", phase: "done" },
  ]);
});

test("an answer that is being shown word by word is left to its own request", () => {
  const exchange = { ...newExchange("mine", "Hello?"), phase: "streaming", text: "We o" } as const;
  const told = [
    said("visitor", "q1", { clientMessageId: "mine" }),
    said("assistant", "a2", { replyToId: "q1", text: "We open at nine." }),
  ];
  const merged = merge({ ...none, exchanges: [exchange] }, told);
  expect(merged.exchanges).toMatchObject([{ phase: "streaming", text: "We o" }]);
  const failed = { ...exchange, phase: "failed", failure: { kind: "connection" } } as const;
  expect(merge({ ...none, exchanges: [failed] }, told).exchanges).toMatchObject([
    { phase: "done", text: "We open at nine.", failure: undefined },
  ]);
});

test("all is in the order of the server, and what is not there yet comes last", () => {
  const pending = { ...none, exchanges: [newExchange("pending", "And now?")] };
  const merged = merge(pending, [
    said("member", "m9"),
    said("visitor", "q5"),
    said("member", "m4"),
  ]);
  expect(keysOf(merged)).toEqual(["m4", "q5", "m9", "pending"]);
});

test("an answer that comes before its question, as where a page begins between them, waits for it", () => {
  const answer = said("assistant", "a2", { replyToId: "q1" });
  const newest = merge(none, [answer, said("visitor", "q3")]);
  expect(keysOf(newest)).toEqual(["q3"]);
  const all = merge(merge(newest, [said("member", "m4")]), [said("visitor", "q1")]);
  expect(keysOf(all)).toEqual(["q1", "q3", "m4"]);
  expect(all.exchanges.find(({ questionId }) => questionId === "q1")).toMatchObject({
    text: "text of a2",
    answer: { messageId: "a2" },
  });
  expect(all.unmatched).toEqual([]);
});

test("only a last question without any answer is asked again", () => {
  const question = said("visitor", "q1", { clientMessageId: "mine" });
  const phaseOf = (...told: ServerMessage[]) => resumeLast(merge(none, told)).at(-1)?.phase;
  expect(phaseOf(question)).toBe("queued");
  expect(phaseOf(question, said("assistant", "a2", { replyToId: "q1" }))).toBe("done");
  expect(phaseOf(question, said("member", "m2"))).toBe("done");
  // What was left for a person by a form has no id of the visitor's.
  expect(phaseOf(said("visitor", "q1"))).toBe("done");
});
