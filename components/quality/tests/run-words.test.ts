import { expect, test } from "vitest";
import { dropInWords, shareOf } from "./run-words";

test("a share is never rounded up to all", () => {
  expect(shareOf({ passed: 199, total: 200 })).toBe("99%");
  expect(shareOf({ passed: 200, total: 200 })).toBe("100%");
  expect(shareOf({ passed: 0, total: 0 })).toBe("");
});

test("a drop is told in words, and no drop is not", () => {
  expect(dropInWords({ lost: 0 })).toBe("");
  expect(dropInWords({ lost: 1 })).toBe("1 question that passed before fails now.");
  expect(dropInWords({ lost: 2 })).toBe("2 questions that passed before fail now.");
});
