import { expect, test } from "vitest";
import { inOneLine } from "./in-one-line";

test.each([
  ["We open at nine. [1]", "We open at nine."],
  [
    "**Summer hours**\n\n| Day | Hours |\n| --- | :---: |\n| Saturday | 9 to 5 |\n\n[1]",
    "Summer hours Day · Hours Saturday · 9 to 5",
  ],
  ["## Prices\n- a chain: `£20` [1]\n- a tube [2]\n1. ask us", "Prices a chain: £20 a tube ask us"],
  ["See [our page](https://acme.example/a_b).", "See our page."],
  ["It costs 5 * 3 | 4 - 2, e.g. on 12-14 May.", "It costs 5 * 3 · 4 - 2, e.g. on 12-14 May."],
])("%j is listed as %j", (answer, line) => {
  expect(inOneLine(answer)).toBe(line);
});
