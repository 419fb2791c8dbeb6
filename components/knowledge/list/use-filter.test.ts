import { expect, test } from "vitest";
import type { KnowledgeFilter } from "@/lib/domains/knowledge/queries";
import { readFilter, writeFilter } from "./use-filter";

test.each<[string, KnowledgeFilter]>([
  ["", {}],
  [
    "?q=opening+hours&kind=faq&status=failed",
    { search: "opening hours", kind: "faq", status: "failed" },
  ],
  ["?cited=never", { cited: "never" }],
])("an address %s holds %o, and back", (address, filter) => {
  expect(readFilter(new URLSearchParams(address))).toEqual(filter);
  expect(writeFilter(filter)).toBe(address);
});

test("what is not known is left out", () => {
  expect(readFilter(new URLSearchParams("?kind=mail&status=DROP&q=%20&cited=often"))).toEqual({});
});
