import { expect, test } from "vitest";
import { KIND_NAMES } from "@/lib/domains/ops/job-kinds-terms";
import { ago, KIND_WORDS } from "./job-words";

test("every kind has words of its own", () => {
  expect(Object.keys(KIND_WORDS).sort()).toEqual([...KIND_NAMES].sort());
});

test.each([
  ["2026-11-27T12:00:00Z", "now"],
  ["2026-11-27T11:59:30Z", "30 seconds ago"],
  ["2026-11-27T11:58:59Z", "1 minute ago"],
  ["2026-11-27T08:00:00Z", "4 hours ago"],
  ["2026-11-26T11:00:00Z", "yesterday"],
  // A clock that is behind the server's.
  ["2026-11-27T12:00:09Z", "now"],
])("%s is %s", (moment, words) => {
  expect(ago(moment, Date.parse("2026-11-27T12:00:00Z"))).toBe(words);
});
