import { expect, test } from "vitest";
import { suggestOrigin } from "./suggest-origin";

test.each([
  ["shop.example", "https://shop.example"],
  [" https://Shop.example/contact?a=b#c ", "https://shop.example"],
  ["http://shop.example:8080/", "http://shop.example:8080"],
  ["localhost:3000", "https://localhost:3000"],
  ["https://user:secret@shop.example", "https://shop.example"],
])("%j means %s", (typed, meant) => {
  expect(suggestOrigin(typed)).toBe(meant);
});

test.each(["", "shop", "ftp://shop.example", "javascript:alert(1)", "https://", "a b"])(
  "%j means nothing",
  (typed) => {
    expect(suggestOrigin(typed)).toBeUndefined();
  },
);
