import { describe, expect, test } from "vitest";
import type { JobView } from "@/lib/domains/ops/schema";
import { jobStage } from "./job-stage";

const job = (status: JobView["status"], done = 0, total = 2): JobView => ({
  id: "0199b1d6-0000-7000-8000-000000000001",
  kind: "knowledge.ingest",
  status,
  progress: { done, total },
  attempts: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: null,
  finishedAt: null,
  traceId: "t",
});
const failure = { message: "The file is damaged and can't be read." };

describe("jobStage", () => {
  test("a document that has failed says so, however far its job is", () => {
    const failed = { words: failure.message, tone: "danger", value: 1 };
    expect(jobStage(undefined, failure)).toEqual(failed);
    for (const status of ["queued", "running", "retrying", "succeeded"] as const)
      expect(jobStage(job(status, 2), failure)).toEqual(failed);
  });

  test.each([
    ["queued", 0, /^Waiting/],
    ["running", 0, /^Reading/],
    ["running", 1, /^Searchable/],
    ["running", 2, /^Searchable/],
    ["retrying", 0, /trying again$/],
    ["succeeded", 2, /^Ready/],
    ["failed", 2, /failed/],
    ["cancelled", 0, /^Cancelled/],
  ] as const)(
    "a document without a failure follows its job: %s at %i of 2",
    (status, done, words) => {
      expect(jobStage(job(status, done)).words).toMatch(words);
    },
  );

  test("a failure without words is still a failure", () => {
    expect(jobStage(job("running", 2), { message: "" })).toMatchObject({
      words: "It failed.",
      tone: "danger",
    });
  });
});
