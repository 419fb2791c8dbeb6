import { expect, test } from "vitest";
import { dropInWords, madeInWords, nextInWords, shareOf, stoodInInWords } from "./run-words";

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

test("a run says how its answers were made, and why quotes stood in for a model", () => {
  expect(madeInWords({ quotes: 4 })).toBe("4 in quotes");
  const made = { model: 1_200, model_before: 3, nothing_found: 1, over_budget: 1, model_failed: 1 };
  expect(madeInWords(made)).toBe(
    "1,200 by your model · 3 kept from an earlier run · 1 without a source to answer from · 2 in quotes in your model’s place",
  );
  expect(stoodInInWords({ model: 4, quotes: 1 })).toBe("");
  expect(stoodInInWords({ model_away: 1 })).toMatch(
    /^1 question was answered in quotes, since your model could not be reached;/,
  );
  expect(stoodInInWords({ over_budget: 1 })).toContain("too little of the day’s budget was left.");
  // No reason of one is told as that of both.
  expect(stoodInInWords(made)).toBe(
    "2 questions were answered in quotes in your model’s place. Failures there are not counted as a drop.",
  );
});

test("what a run would cost is told before it is started", () => {
  const cost = { costMicros: 52_000, leftMicros: 4_200_000 };
  expect(nextInWords({ byModel: false, questions: 3, cost: null })).toContain("costs nothing");
  const told = nextInWords({ byModel: true, questions: 24, cost });
  expect(told).toContain("to ask all 24 costs about $0.05; $4.20 of today’s budget is left.");
  const cheap = nextInWords({ byModel: true, questions: 3, cost: { ...cost, costMicros: 800 } });
  expect(cheap).toContain("to ask all 3 costs less than $0.01;");
  const first = nextInWords({ byModel: true, questions: 1, cost: { ...cost, costMicros: null } });
  expect(first).toContain("known after your model’s first answer");
  const hidden = nextInWords({ byModel: true, questions: 24, cost: null });
  expect(hidden).not.toContain("$");
  expect(hidden).toContain("counts towards the day’s budget");
});
