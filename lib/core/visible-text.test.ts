import { expect, test } from "vitest";
import { hasVisibleText } from "./visible-text";

test.each([
  "",
  " \n\t",
  " \n\t\u200B ",
  "\u200B\u200B\u2060",
  "\uFEFF",
  "\u00AD",
  "\u200E\u200F\u202E",
  "\u3164\u115F",
  "\u2800",
  "\u00A0\u3000\u2028",
  "\uFE0F\u{E0001}",
])("%j shows nothing", (text) => {
  expect(hasVisibleText(text)).toBe(false);
});

test.each(["a", "\u200Ba", ".", "茶", "👍🏽", "❤️", "ש\u200F", "0", "−"])(
  "%j shows something",
  (text) => {
    expect(hasVisibleText(text)).toBe(true);
  },
);
