import { expect, test } from "vitest";
import type { ReceiptEntry } from "@/lib/domains/chat/schema";
import { percent, receiptSummary, receiptWords } from "./receipt-words";

const entry = (status: ReceiptEntry["status"], citation: number | null = 1): ReceiptEntry => ({
  sentence: "We open at nine.",
  status,
  citation,
});

test("a sentence's status is explained with its source", () => {
  expect(receiptWords(entry("quoted", 2))).toContain("word for word in source 2");
  expect(receiptWords(entry("supported"))).toContain("checked against source 1");
  expect(receiptWords(entry("unchecked"))).toContain("not checked");
  expect(receiptWords(entry("unchecked", null))).toContain("no source");
});

test.each([
  [["quoted"], "Its one sentence is backed by a source."],
  [["unchecked"], "0 of 1 sentence is backed by a source."],
  [["quoted", "supported"], "All 2 sentences are backed by a source."],
  [["quoted", "unchecked", "supported"], "2 of 3 sentences are backed by a source."],
] satisfies [ReceiptEntry["status"][], string][])("%j is summed up", (statuses, words) => {
  expect(receiptSummary(statuses.map((status) => entry(status)))).toBe(words);
});

test.each([
  [0, "0 %"],
  [0.874, "87 %"],
  [1, "99 %"],
])("%f is told as %s", (share, words) => {
  expect(percent(share)).toBe(words);
});
