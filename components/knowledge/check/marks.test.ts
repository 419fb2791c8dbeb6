import { expect, test } from "vitest";
import { partsOf } from "./marks";

const shown = (text: string, marks: string[]) =>
  partsOf(text, marks)
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join("");

test.each([
  ["It costs £20 an hour.", ["£20"], "It costs [£20] an hour."],
  ["From 9:00 to 18:00", ["18:00", "9:00"], "From [9:00] to [18:00]"],
  ["No.", ["no"], "No."],
  ["12 and 12", ["12", "12 and"], "[12] and 12"],
  ["", [""], ""],
])("in %j marks %j", (text, marks, expected) => {
  expect(shown(text, marks)).toBe(expected);
});
