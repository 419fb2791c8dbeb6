import { expect, test } from "vitest";
import { newExchange, received, type Exchange } from "./exchange";

const begun = newExchange("id", "When?");
const token = (text: string, id: string) => ({ kind: "token", text, id }) as const;

function after(exchange: Exchange, ...events: Parameters<typeof received>[1][]): Exchange {
  return events.reduce(received, exchange);
}

test("joins tokens and remembers where it stands", () => {
  expect(after(begun, token("At", "1.2"), token(" nine", "1.7"))).toMatchObject({
    text: "At nine",
    lastEventId: "1.7",
    phase: "streaming",
  });
});

test("ignores tokens that were seen before", () => {
  const repeated = after(begun, token("At", "1.2"), token(" nine", "1.7"), token("At", "1.2"));
  expect(repeated.text).toBe("At nine");
  expect(repeated.lastEventId).toBe("1.7");
});

test("a new attempt replaces text and citations of the old one", () => {
  const citation = { index: 1, title: "Old", quote: "old" };
  const restarted = after(
    begun,
    token("At ten", "1.6"),
    { kind: "citation", citation },
    token("At", "2.2"),
    token(" nine", "2.7"),
  );
  expect(restarted).toMatchObject({ text: "At nine", citations: [], lastEventId: "2.7" });
});

test("a citation that comes twice stays one, in order of its number", () => {
  const cite = (index: number, title: string) =>
    ({ kind: "citation", citation: { index, title, quote: "" } }) as const;
  const { citations } = after(begun, cite(2, "b"), cite(1, "a"), cite(2, "b again"));
  expect(citations.map(({ title }) => title)).toEqual(["a", "b again"]);
});

test("the answer that the server keeps is the one that stays", () => {
  const answer = {
    conversationId: "c",
    messageId: "m",
    visitorToken: "t",
    answer: "At nine.",
    outcome: "answered",
    quoted: false,
    citations: [],
  } as const;
  expect(after(begun, token("At ni", "1.5"), { kind: "done", answer })).toMatchObject({
    text: "At nine.",
    phase: "done",
    answer,
  });
});
