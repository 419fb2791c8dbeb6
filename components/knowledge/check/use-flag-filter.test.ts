import { expect, test } from "vitest";
import { readFlagFilter, writeFlagFilter } from "./use-flag-filter";

test.each([
  ["", {}],
  ["?kind=duplicate", { kind: "duplicate" as const }],
  [
    "?kind=contradiction&state=dismissed",
    { kind: "contradiction" as const, state: "dismissed" as const },
  ],
])("an address %s holds %o, and back", (address, filter) => {
  expect(readFlagFilter(new URLSearchParams(address))).toEqual(filter);
  expect(writeFlagFilter(filter)).toBe(address);
});

test("what is not known is left out", () => {
  expect(readFlagFilter(new URLSearchParams("?kind=lie&state=gone"))).toEqual({});
});
