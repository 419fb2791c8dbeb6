import { expect, test } from "vitest";
import { readKeyFilter } from "./use-key-filter";

test("an address says which keys are listed", () => {
  expect(readKeyFilter(new URLSearchParams("q=sync&state=ended"))).toEqual({
    search: "sync",
    state: "ended",
  });
});

test("what is unknown in an address is left out", () => {
  expect(readKeyFilter(new URLSearchParams("q=&state=lost"))).toEqual({});
});
