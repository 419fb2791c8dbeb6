import { expect, test } from "vitest";
import { readJobFilter, writeJobFilter } from "./use-job-filter";

test("a filter survives its address", () => {
  const filter = {
    status: ["running" as const, "failed" as const],
    kind: "knowledge.ingest" as const,
  };
  expect(readJobFilter(new URLSearchParams(writeJobFilter(filter)))).toEqual(filter);
});

test("what is unknown in an address is left out", () => {
  expect(readJobFilter(new URLSearchParams("status=gone,failed&kind=other"))).toEqual({
    status: ["failed"],
  });
});
