import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAnswer, plainText, type Block, type Inline } from "./parse-answer";

const finished = { citations: new Set([1, 2, 12]), streaming: false };
const streaming = { ...finished, streaming: true };

/** Blocks as a short notation: b(…) bold, ^n a reference. */
function inlineText(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return part.text;
      return part.kind === "bold" ? `b(${inlineText(part.children)})` : `^${part.index}`;
    })
    .join("");
}

function shown(blocks: readonly Block[]): unknown[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case "paragraph":
        return block.lines.map(inlineText).join("⏎");
      case "heading":
        return { heading: inlineText(block.content) };
      case "list":
        return { [block.ordered ? `from ${block.start}` : "list"]: block.items.map(inlineText) };
      case "table":
        return { table: block.rows.map((row) => row.map(inlineText)), head: block.head };
    }
  });
}

test.each<[string, unknown[]]>([
  ["One.\nTwo.\n\nThree.", ["One.⏎Two.", "Three."]],
  ["We open **at nine [1]**.", ["We open b(at nine ^1)."]],
  ["Both [1][2], or [1, 12].", ["Both ^1^2, or ^1^12."]],
  ["- a\n- **b**\n\n- c", [{ list: ["a", "b(b)", "c"] }]],
  ["3. three\n4. four", [{ "from 3": ["three", "four"] }]],
  ["## Hours\nText", [{ heading: "Hours" }, "Text"]],
  [
    "| Day | Open |\n| --- | :-: |\n| Mon | 9 [2] |",
    [
      {
        table: [
          ["Day", "Open"],
          ["Mon", "9 ^2"],
        ],
        head: true,
      },
    ],
  ],
  ["| --- | --- |\n| Mon | 9 |\n| Tue", [{ table: [["Mon", "9"], ["Tue"]], head: false }]],
  ["|", ["|"]],
  ["| Mon | 9 |", [{ table: [["Mon", "9"]], head: false }]],
  ["2 * 3 = 6 and 4 * 5 = 20", ["2 * 3 = 6 and 4 * 5 = 20"]],
  ["", []],
])("%j", (source, blocks) => {
  expect(shown(parseAnswer(source, finished))).toEqual(blocks);
});

test("a number that the server did not cite stays text, alone or among others", () => {
  expect(shown(parseAnswer("See [3] and [1, 7].", finished))).toEqual(["See [3] and [1, 7]."]);
});

test.each([
  ["[a](javascript:alert(1)) ![i](http://evil.example/p.png)", "a i"],
  ["![the lake](https://evil.example/p.png?q=secret)", "the lake"],
  ["[our **new** prices](https://shop.example 'Prices') apply", "our b(new) prices apply"],
  ["Before ![](https://evil.example/p.png) after", "Before  after"],
  ["**[Prices](https://shop.example)** [1]", "b(Prices) ^1"],
  ["[Prices (2026)](https://shop.example/a_(b)) [2]", "Prices (2026) ^2"],
  ["| [Prices](https://shop.example) |", { table: [["Prices"]], head: false }],
  ["Open daily [1](closed on Mondays).", "Open daily ^1(closed on Mondays)."],
  ["[not a link] (really)", "[not a link] (really)"],
])("of links and pictures the words are kept, and nothing of their address: %s", (source, text) => {
  expect(shown(parseAnswer(source, finished))).toEqual([text]);
});

test.each([
  "<img src=x onerror=alert(1)>",
  "https://evil.example/?q=secret",
  "<script>alert(1)</script>",
])("markup and addresses stay text: %s", (source) => {
  expect(parseAnswer(source, finished)).toEqual([
    { kind: "paragraph", lines: [[{ kind: "text", text: source }]] },
  ]);
});

describe("while more may follow", () => {
  test.each([
    ["We open **at ni", "We open at ni"],
    ["We open *", "We open "],
    ["We open [", "We open "],
    ["We open [1", "We open "],
    ["We open [1, ", "We open "],
    ["We open [1]", "We open ^1"],
    ["We open [7]", "We open "],
    ["See ![the la", "See the la"],
    ["See [our pri", "See our pri"],
    ["See [our prices](https://shop.exam", "See our prices"],
    ["See [our prices](javascript:alert(1)", "See our prices"],
    ["See !", "See "],
  ])("%j shows nothing half written", (source, text) => {
    expect(shown(parseAnswer(source, streaming))).toEqual([text]);
  });
});

test("text of any kind only ever becomes text, bold and known references", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("**", "[1]", "[9]", "|", "\n", "- ", "1. ", "# ", "<b>", "![", "](", "\u202e"),
  );
  const known = (parts: readonly Inline[]): boolean =>
    parts.every((part) => {
      if (part.kind === "bold") return known(part.children);
      return part.kind === "text" || finished.citations.has(part.index);
    });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, more) => {
      const blocks = parseAnswer(pieces.join(""), more ? streaming : finished);
      for (const block of blocks) {
        const parts =
          block.kind === "paragraph"
            ? block.lines.flat()
            : block.kind === "heading"
              ? block.content
              : block.kind === "list"
                ? block.items.flat()
                : block.rows.flat(2);
        expect(known(parts)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("a screen reader gets the words without the marks", () => {
  expect(plainText("## Hours\nWe open **at nine** [1], always [1, 2].")).toBe(
    "Hours\nWe open at nine, always.",
  );
  expect(plainText("| Day | Open |\n| --- | --- |\n| **Mon** | 9 [1] |\n\n[1]")).toBe(
    "Day, Open\nMon, 9",
  );
  expect(plainText("See [our prices](https://shop.example).")).toBe("See our prices.");
});
