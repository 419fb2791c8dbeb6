import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkText, type Chunk } from "./chunk-text";

const cut = (text: string) => [
  ...chunkText({ title: "Title", text, kind: "document", alternatives: [] }),
];

const heading = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.stringMatching(/^[A-Za-zäß]{1,20}$/))
  .map(([level, name]) => `${"#".repeat(level)} ${name}`);
const block = fc.oneof(
  heading,
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.lorem({ maxCount: 40, mode: "sentences" }),
  fc.lorem({ maxCount: 20 }).map((text) => `- ${text}\n- ${text}`),
  fc.constantFrom(
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "```\n# no heading\n```",
    "مرحبا بالعالم. كيف حالك؟",
  ),
  fc.integer({ min: 1, max: 3000 }).map((size) => "漢字。".repeat(size)),
  fc.integer({ min: 1, max: 3000 }).map((size) => "👩‍👩‍👧".repeat(size)),
);
const documents = fc
  .array(block, { maxLength: 25 })
  .map((blocks) => blocks.join("\n\n").toWellFormed());

/** Everything but headings and white space that no chunk holds. */
function lost(text: string, chunks: readonly Chunk[]): string {
  let rest = "";
  let at = 0;
  for (const { startOffset, endOffset } of chunks) {
    rest += text.slice(at, startOffset);
    at = endOffset;
  }
  rest += text.slice(at);
  return rest.replace(/^ {0,3}#{1,6}[ \t].*$/gm, "").replace(/\s+/g, "");
}

describe("chunkText", () => {
  it("reproduces the text by offsets and loses nothing but white space and headings", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const chunks = cut(text);
        for (const chunk of chunks) {
          expect(chunk.text).toBe(text.slice(chunk.startOffset, chunk.endOffset));
          expect(chunk.text.isWellFormed()).toBe(true);
          expect(chunk.text.length).toBeLessThanOrEqual(1_800);
        }
        expect(chunks.map(({ ordinal }) => ordinal)).toEqual(chunks.map((_, index) => index));
        expect(lost(text, chunks)).toBe("");
      }),
    );
  });

  it("keeps windows inside their chunk, whole, and small enough to embed", () => {
    fc.assert(
      fc.property(documents, (text) => {
        for (const { startOffset, endOffset, windows } of cut(text)) {
          for (const window of windows) {
            expect(window.startOffset).toBeGreaterThanOrEqual(startOffset);
            expect(window.endOffset).toBeLessThanOrEqual(endOffset);
            expect(window.text.isWellFormed()).toBe(true);
            expect(window.text.length).toBeLessThanOrEqual(700);
            if (window.endOffset > window.startOffset) {
              expect(window.text).toBe(text.slice(window.startOffset, window.endOffset));
            }
          }
        }
      }),
    );
  });

  it("carries the headings a passage stands under", () => {
    const body = "This sentence fills the passage. ".repeat(30);
    const text = `# Rental\n${body}\n## Prices\n${body}\n### Winter\n${body}\n## Terms\n${body}`;
    expect(cut(text).map((chunk) => chunk.heading)).toEqual([
      "Rental",
      "Rental › Prices",
      "Rental › Prices › Winter",
      "Rental › Terms",
    ]);
  });

  it("leaves a short document in one piece, its inner headings in it", () => {
    const [chunk, ...more] = cut("# Hours\n\nWe are open.\n\n## Winter\n\nWe are closed.");
    expect(more).toEqual([]);
    expect(chunk).toMatchObject({
      heading: "Hours",
      text: "We are open.\n\n## Winter\n\nWe are closed.",
    });
  });

  it("keeps a heading that nothing follows", () => {
    expect(cut("# Only a heading").map(({ text }) => text)).toEqual(["# Only a heading"]);
    expect(cut("   \n\n")).toEqual([]);
  });

  it("keeps a FAQ's answer in one chunk and gives each question a window of its own", () => {
    const [chunk, ...more] = [
      ...chunkText({
        title: "Is parking free?",
        text: "Yes, for two hours.",
        kind: "faq",
        alternatives: ["What does parking cost?"],
      }),
    ];
    expect(more).toEqual([]);
    expect(chunk?.text).toBe("Yes, for two hours.");
    expect(chunk?.windows.map(({ text }) => text)).toEqual([
      "Is parking free?",
      "What does parking cost?",
      "Yes, for two hours.",
    ]);
  });

  it("cuts no sentence at an abbreviation, an ordinal or a decimal point", () => {
    const sentences = [
      "Ask Dr. Smith at 9.30 a.m. today.",
      "Wir öffnen am 3. Mai, z. B. um 9 Uhr.",
    ];
    const text = sentences.map((sentence) => sentence.padEnd(190, "x")).join("\n");
    expect(cut(text)[0]?.windows).toHaveLength(2);
  });

  it.each([
    ["one word of 2 MB", "a".repeat(2_000_000)],
    ["surrogate pairs without a blank", "😀".repeat(1_000_000)],
    ["no sentence ends", "word ".repeat(1_000_000)],
    ["blank lines", "\n".repeat(2_000_000)],
    ["dots", ".".repeat(2_000_000)],
    ["headings", "# a\n".repeat(500_000)],
    ["5 million characters of prose", "A sentence of some words. ".repeat(192_000)],
  ])("takes %s", (_, text) => {
    const chunks = cut(text);
    expect(chunks.every((chunk) => chunk.text.isWellFormed() && chunk.text.length <= 1_800)).toBe(
      true,
    );
    expect(lost(text, chunks)).toBe("");
  });
});
