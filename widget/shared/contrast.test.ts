import { expect, test } from "vitest";
import { contrastOf, textOn } from "./contrast";

test("contrast is WCAG's", () => {
  expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrastOf("#ffffff", "#ffffff")).toBe(1);
  expect(contrastOf("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrastOf("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
});

test("on every colour the text can be read", () => {
  for (let red = 0; red < 256; red += 15)
    for (let green = 0; green < 256; green += 15)
      for (let blue = 0; blue < 256; blue += 15) {
        const parts = [red, green, blue].map((part) => part.toString(16).padStart(2, "0"));
        const color = `#${parts.join("")}`;
        expect(contrastOf(color, textOn(color)), color).toBeGreaterThanOrEqual(4.5);
      }
});
