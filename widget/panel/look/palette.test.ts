import { expect, test } from "vitest";
import { contrast, parseColor, type Color } from "./contrast";
import { paletteOf } from "./palette";

const SURFACE = { light: "#ffffff", dark: "#161d1d" } as const;

function between(one: string, other: string): number {
  const [a, b] = [parseColor(one), parseColor(other)] as [Color, Color];
  return contrast(a, b);
}

test("contrast is that of WCAG", () => {
  expect(between("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(between("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

const steps = ["00", "33", "66", "99", "cc", "ff"];
const colors = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));

test.each(["light", "dark"] as const)(
  "whatever the owner's colour is, it is read in %s",
  (scheme) => {
    for (const color of colors) {
      const { accent, onAccent, accentSoft, accentText, accentEdge } = paletteOf(color, scheme);
      expect(accent).toBe(color);
      const surface = SURFACE[scheme];
      const least = Math.min(
        between(onAccent, accent),
        between(accentText, surface),
        between(accentText, accentSoft),
      );
      expect([color, least >= 4.5]).toEqual([color, true]);
      expect([color, between(accentEdge, surface) >= 3]).toEqual([color, true]);
      expect([color, between(accentSoft, surface) >= 1.08]).toEqual([color, true]);
    }
  },
);

test("a colour that can be read as it is stays as it is, and what is no colour is ours", () => {
  expect(paletteOf("#12615b", "light").accentText).toBe("#12615b");
  expect(paletteOf("red;}", "light").accent).toBe("#12615b");
});
