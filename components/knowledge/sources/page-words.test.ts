import { expect, test } from "vitest";
import { countsInWords, pathInWords, siteInWords } from "./page-words";

test.each([
  ["https://shop.example/", "/", "shop.example"],
  ["https://shop.example/gr%C3%B6%C3%9Fen?a=1", "/größen?a=1", "shop.example/gr%C3%B6%C3%9Fen"],
  // No address that a browser could show in letters.
  ["https://shop.example/%E0%A4%A", "/%E0%A4%A", "shop.example/%E0%A4%A"],
])("%s is %s on %s", (url, path, site) => {
  expect([pathInWords(url), siteInWords(url)]).toEqual([path, site]);
});

test("what became of the pages is told, and that there are more than are read", () => {
  const none = { waiting: 0, fetched: 0, unchanged: 0, failed: 0, skipped: 0, gone: 0 };
  expect(countsInWords({ pages: { ...none, fetched: 1 }, foundPages: 1 })).toBe("1 page read");
  const many = { ...none, fetched: 2, unchanged: 45, failed: 1, skipped: 2 };
  expect(countsInWords({ pages: many, foundPages: 1812 })).toBe(
    "47 pages read · 2 passed over · 1 failed · the first 50 of 1,812",
  );
});
