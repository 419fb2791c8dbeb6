import { describe, expect, it } from "vitest";
import { cleanText, settledLength } from "./clean-text";

const sources = [
  { text: "Book at https://shop.example/book today.", url: "https://shop.example/hours" },
];

describe("cleanText", () => {
  it.each([
    ["[Click](https://evil.example/?q=1) here", "Click here"],
    ["![pixel](https://evil.example/p.png)", "pixel"],
    ["[1](https://evil.example) and [2]", "[1] and [2]"],
    ["[a](javascript:alert(1)) b", "a b"],
    ["[a[b]](https://evil.example)", "[a[b]] ()"],
    ["[x]: https://evil.example\n[x]", "[x] :\n[x]"],
    ["<img src=x onerror=alert(1)>hello", "hello"],
    ["<scr<script>ipt>alert(1)</script>", "ipt>alert(1)"],
    ["<img\nsrc=x onerror=alert(1)>", "< img\nsrc=x onerror=alert(1)>"],
    ["<https://evil.example>", ""],
    ["see http://evil.example/a?b=c, then go", "see, then go"],
    ["see www.evil.example.", "see."],
    ["book at https://shop.example/book.", "book at https://shop.example/book."],
    ["see https://shop.example/hours", "see https://shop.example/hours"],
    ["at seven【1†source】.", "at seven[1]."],
    ["under 5 < 6 km, 3<4", "under 5 < 6 km, 3<4"],
    ["| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| --- | --- |\n| 1 | 2 |"],
  ])("makes of %j the text %j", (raw, clean) => {
    expect(cleanText(raw, sources)).toBe(clean);
  });
});

describe("settledLength", () => {
  it.each([
    ["We open at se", "We open at"],
    ["We open at seven [1", "We open at seven"],
    ["We open [1, ", "We open"],
    ["See [our page](https://a.example/x y", "See"],
    ["See [a](b(c) d", "See"],
    ["A <img src=x one", "A"],
    ["A <img src=x\none more", "A <img src=x\none"],
    ["", ""],
  ])("takes of %j the part %j", (raw, settled) => {
    expect(raw.slice(0, settledLength(raw))).toBe(settled);
  });
});
