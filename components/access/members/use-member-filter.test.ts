import { expect, test } from "vitest";
import { readMemberFilter } from "./use-member-filter";

test("an address says which members are listed", () => {
  expect(readMemberFilter(new URLSearchParams("q=+kim+&role=admin"))).toEqual({
    search: "kim",
    role: ["admin"],
  });
});

test("what is unknown in an address is left out", () => {
  expect(readMemberFilter(new URLSearchParams("q=+&role=king"))).toEqual({});
});
