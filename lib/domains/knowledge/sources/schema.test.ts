import { expect, test } from "vitest";
import { sourceInput } from "./schema";

const read = (address: unknown) => sourceInput.safeParse({ address }).data?.address;

test.each([
  ["shop.example", "https://shop.example/"],
  ["  WWW.Shop.Example/Help#top ", "https://www.shop.example/Help"],
  ["http://shop.example:8080", "http://shop.example:8080/"],
  ["bücher.example", "https://xn--bcher-kva.example/"],
  ["https://shop.example/a b", "https://shop.example/a%20b"],
])("%j is the site %s", (typed, address) => {
  expect(read(typed)).toBe(address);
});

test.each([
  "",
  "shop",
  "localhost",
  "ftp://shop.example",
  "javascript:alert(1)",
  "mailto:a@shop.example",
  "https://user:secret@shop.example",
  "https://",
  `https://shop.example/${"x".repeat(2_000)}`,
  { not: "" },
  null,
])("%j is no site", (typed) => {
  expect(read(typed)).toBeUndefined();
});

test("a site is read weekly unless told otherwise", () => {
  expect(sourceInput.parse({ address: "shop.example" }).schedule).toBe("weekly");
});
