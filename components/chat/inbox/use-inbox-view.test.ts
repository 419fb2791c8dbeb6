import { expect, test } from "vitest";
import { readView, writeView } from "./use-inbox-view";

test.each([
  ["", { filter: "open" }],
  ["?filter=mine&q=garage", { filter: "mine", search: "garage" }],
] as const)("the address %j is a view and back", (address, view) => {
  expect(readView(new URLSearchParams(address))).toEqual(view);
  expect(writeView(view)).toBe(address);
});

test("what is unknown in an address is left out", () => {
  expect(readView(new URLSearchParams("?filter=everything&q=%20"))).toEqual({ filter: "open" });
});
