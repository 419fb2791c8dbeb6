import { describe, expect, it } from "vitest";
import { passageOf } from "@/lib/testing/passage";
import { GrowingAnswer } from "./growing-answer";
import { renumber } from "./resolve-citations";

const passages = [
  passageOf("We open at seven. On Sundays we stay closed."),
  passageOf("Parking is free."),
];

function grow(parts: Iterable<string>): { shown: string[]; answer: string } {
  const growing = new GrowingAnswer(passages);
  const shown = Array.from(parts, (part) => growing.add(part));
  shown.push(growing.end());
  return { shown: shown.filter(Boolean), answer: renumber(growing.text, passages).answer };
}

const TEXTS = [
  "We open at seven [2]. Closed on Sundays [1, 2]. Free [2][7].",
  "At seven [1]. <img src=x onerror=alert(1)> [Go](https://evil.example/a(b)c) now [2], or [9] never.",
  "At seven【1†hours】 | a | [1] |\n\n- one [1]\n- two [x](y z) <b>bold</b>\nhttps://evil.example end",
  "[1] first, then [text] and [1 ",
  "At 5 < 6 [1] and <unclosed tag\nnext line",
];

describe("GrowingAnswer", () => {
  it.each(TEXTS)("shows the same text however it was cut: %s", (text) => {
    const whole = grow([text]).answer;
    expect(grow([text]).shown.join("")).toBe(whole);
    for (let size = 1; size < text.length; size += 1) {
      const parts = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      const { shown, answer } = grow(parts);
      expect([shown.join(""), answer]).toEqual([whole, whole]);
    }
  });

  it("shows nothing before a citation that was retrieved", () => {
    const growing = new GrowingAnswer(passages);
    expect(growing.add("We are always open, come by [9] any time ")).toBe("");
    expect(growing.add("or at seven [1] on ")).toBe(
      "We are always open, come by any time or at seven [1] on",
    );
  });

  it("shows nothing of an answer that declines", () => {
    expect(grow(["NO_", "ANSWER", " but see [1] for hours "]).shown).toEqual([]);
  });
});
