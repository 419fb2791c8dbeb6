import { expect, test } from "vitest";
import { whyWrong } from "./judge";

const expected = { documentId: "1", documentTitle: "Returns", words: ["14  days"] };
const given = {
  outcome: "answered" as const,
  text: "Within 14 Days.",
  sources: [{ documentId: "1", title: "Returns" }],
};

test("an answer from the expected source with the words passes, however they are spaced and cased", () => {
  expect(whyWrong(expected, given, true)).toBeUndefined();
});

test.each([
  ["There was no answer.", { outcome: "no_answer" as const, sources: [] }, true],
  ["The expected source “Returns” was deleted.", {}, false],
  [
    "The answer came from “Delivery” and “Prices” instead of “Returns”.",
    {
      sources: [
        { documentId: "2", title: "Delivery" },
        { documentId: "3", title: "Prices" },
      ],
    },
    true,
  ],
  ["The answer does not contain “14  days”.", { text: "Within a month." }, true],
])("%s", (reason, change, exists) => {
  expect(whyWrong(expected, { ...given, ...change }, exists)).toBe(reason);
});
