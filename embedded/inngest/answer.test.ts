import { expect, test } from "vitest";
import { readAnswer } from "./answer.ts";

const id = "e7d8a2f140845095749d60246ff1110c9d01d76a";
const answer = (status: number, body: unknown, headers = {}, signed = true) =>
  readAnswer({ status, headers, body: JSON.stringify(body), signed });

test("an answer without the application's signature is an attempt that failed, whatever it says", () => {
  for (const status of [200, 206, 400, 404, 500]) {
    const said = [{ id, op: "StepRun", data: 1 }];
    const headers = { "x-inngest-no-retry": "true" };
    expect(answer(status, said, headers, false)).toMatchObject({ kind: "attempt-failed" });
  }
});

test("a step that failed is attempted again unless the answer says otherwise", () => {
  const said = [{ id, op: "StepError", error: { name: "E", message: "m", stack: "s" } }];
  const error = { name: "E", message: "m", stack: "s" };
  expect(answer(206, said)).toEqual({ kind: "attempt-failed", stepId: id, error });
  expect(answer(206, said, { "x-inngest-no-retry": "true" })).toMatchObject({
    kind: "steps",
    news: [{ kind: "failed", id, error }],
  });
});

test("a function that failed is attempted again unless the answer says otherwise", () => {
  const error = { name: "E", message: "m" };
  expect(answer(500, error)).toEqual({ kind: "attempt-failed", error });
  const after = new Date("2030-01-01T00:00:00Z");
  expect(answer(500, error, { "retry-after": after.toISOString() })).toEqual({
    kind: "attempt-failed",
    error,
    after,
  });
  expect(answer(400, error, { "x-inngest-no-retry": "true" })).toEqual({
    kind: "run-failed",
    error,
  });
});

test("what has neither ended nor asked for anything has failed, and does not hang", () => {
  for (const said of [[], {}, "text", null, [{ op: "StepRun" }]]) {
    expect(answer(206, said)).toMatchObject({ kind: "run-failed" });
  }
});

test("a race, and the older protocol, want to go on after each step", () => {
  const planned = [{ id, op: "StepPlanned" }];
  expect(answer(206, planned)).toMatchObject({ eager: false });
  expect(answer(206, planned, { "x-inngest-req-version": "1" })).toMatchObject({ eager: true });
  const race = [{ id, op: "StepPlanned", opts: { parallelMode: "race" } }];
  expect(answer(206, race)).toMatchObject({ eager: true });
});

test("errors are kept short", () => {
  const outcome = answer(500, { name: "E", message: "x".repeat(100_000) });
  expect(JSON.stringify(outcome).length).toBeLessThan(5000);
});
