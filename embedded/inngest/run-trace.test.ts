import { expect, test } from "vitest";
import { traceIdOfRun } from "@/lib/platform/log/trace";
import { traceOfRun } from "./run-trace.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const tenantId = "019a0000-0000-7000-8000-000000000001";
const organizationId = "019a0000-0000-7000-8000-000000000002";
const caused = { name: "knowledge/document.added", data: { traceId, tenantId, organizationId } };
const timer = { name: "inngest/scheduled.timer", data: { cron: "* * * * *" } };

test("a run is of the trace that caused it, and of the tenant whose it is", () => {
  expect(traceOfRun("r", caused)).toEqual({
    traceId,
    tenantId,
    organizationId,
    service: "ops",
  });
});

test("one that no request caused has a trace by its id", () => {
  expect(traceOfRun("r", timer)).toEqual({ traceId: traceIdOfRun("r"), service: "ops" });
});

test.each([
  ["upper case", { traceId: traceId.toUpperCase() }],
  ["a sentence", { traceId: "my order of yesterday is late!!!" }],
  ["a number", { traceId: 7 }],
])("%s is no trace", (_, data) => {
  expect(traceOfRun("r", { name: "x", data }).traceId).toBe(traceIdOfRun("r"));
});

test("what handles a failure is of the trace of what failed", () => {
  const failed = (event: object) => ({
    name: "inngest/function.failed",
    data: { run_id: "r", event },
  });
  expect(traceOfRun("handler", failed(caused))).toMatchObject({ traceId, tenantId });
  expect(traceOfRun("handler", failed(timer)).traceId).toBe(traceIdOfRun("r"));
});
