import { expect, test } from "vitest";
import { assigneeInWords, counted, initials, shortAgo, visitorName } from "./words";

const NOW = Date.parse("2026-06-15T12:00:00Z");

test.each([
  ["2026-06-15T12:00:30Z", "now"],
  ["2026-06-15T11:59:01Z", "now"],
  ["2026-06-15T11:55:00Z", "5m"],
  ["2026-06-15T09:00:00Z", "3h"],
  ["2026-06-13T12:00:00Z", "2d"],
  ["2026-06-01T12:00:00Z", "1 Jun"],
])("%s is %s ago", (moment, words) => {
  expect(shortAgo(moment, NOW)).toBe(words);
});

test.each([
  ["Ada Lovelace", "AL"],
  ["  ada  ", "A"],
  ["Ada King Lovelace", "AL"],
  ["", ""],
])("%j has the letters %j", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test("a visitor is called by the best that is known", () => {
  const nobody = { name: null, email: null, id: null, seenAt: null };
  expect(visitorName({ visitor: nobody })).toBe("Visitor");
  expect(visitorName({ visitor: { ...nobody, email: "a@b.example", id: "7" } })).toBe(
    "a@b.example",
  );
});

test("a count that may be higher says so", () => {
  expect([counted(99, 100), counted(100, 100)]).toEqual(["99", "99+"]);
});

test.each([
  ["nobody's", { assigneeId: null, assigneeName: null }, "Nobody"],
  // Before the server has said the name.
  ["one's own", { assigneeId: "me", assigneeName: null }, "You"],
  ["a member's", { assigneeId: "kim", assigneeName: "Kim" }, "Kim"],
  [
    "a former member's",
    { assigneeId: "kim", assigneeName: null },
    "Somebody who is no member any more",
  ],
])("a conversation that is %s is told so", (_, conversation, words) => {
  expect(assigneeInWords(conversation, "me")).toBe(words);
});
