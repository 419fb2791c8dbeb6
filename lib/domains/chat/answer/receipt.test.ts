import { describe, expect, it } from "vitest";
import { citedSentences, writeReceipt } from "./receipt";

const HOURS = "We open at nine. On Sundays we are closed.";

describe("writeReceipt", () => {
  it("calls quoted what stands word for word in its source, and nothing else", () => {
    expect(writeReceipt("We open at nine. [1] We open at ten. [1]", [HOURS])).toEqual([
      { sentence: "We open at nine.", status: "quoted", citation: 1 },
      { sentence: "We open at ten.", status: "unchecked", citation: 1 },
    ]);
  });

  it("finds the source of a quotation that cites none", () => {
    expect(writeReceipt("On Sundays we are closed.", ["Other.", HOURS])).toEqual([
      { sentence: "On Sundays we are closed.", status: "quoted", citation: 2 },
    ]);
  });

  it("says so where a sentence cites nothing and stands nowhere", () => {
    expect(writeReceipt("We are nice.", [HOURS])).toEqual([
      { sentence: "We are nice.", status: "unchecked", citation: null },
    ]);
  });

  it.each([
    "We open at nine. [1].",
    "We open at nine [1] .",
    "We open at nine. [1] …",
    "- \nWe open at nine. [1]\n\n***",
  ])("lists no mark alone as a sentence: %j", (answer) => {
    const receipt = writeReceipt(answer, [HOURS]);
    expect(receipt.map(({ sentence }) => sentence.replace(/[.\s]/g, ""))).toEqual(["Weopenatnine"]);
  });

  it("reads a table row by row, without its rule", () => {
    const table = "| Day | Hours |\n| --- | --- |\n| Monday | 9:00 |";
    const receipt = writeReceipt(`${table}\n\n[1]`, [table]);
    expect(receipt).toEqual([
      { sentence: "| Day | Hours |", status: "quoted", citation: 1 },
      { sentence: "| Monday | 9:00 |", status: "quoted", citation: 1 },
    ]);
  });
});

describe("citedSentences", () => {
  it("gives a number to the sentence that it stands in or behind", () => {
    expect(citedSentences("One [1]. Two. [2, 3] Three.")).toEqual([
      { sentence: "One.", marks: [1] },
      { sentence: "Two.", marks: [2, 3] },
      { sentence: "Three.", marks: [] },
    ]);
  });
});
