import { expect, test } from "vitest";
import { readFunction, RefusedError } from "./function-config.ts";

const given = {
  id: "app-fn",
  name: "fn",
  triggers: [{ event: "a/b" }],
  steps: {
    step: {
      id: "step",
      name: "step",
      runtime: { type: "http", url: "http://127.0.0.1:3000/api/inngest?fnId=app-fn&stepId=step" },
      retries: { attempts: 4 },
    },
  },
};

test("a function is read with its attempts, triggers and limit", () => {
  const concurrency = [{ key: "event.data.organizationId", limit: 2 }];
  const triggers = [...given.triggers, { cron: "*/15 * * * *" }];
  expect(readFunction({ ...given, triggers, concurrency })).toEqual({
    id: "app-fn",
    url: given.steps.step.runtime.url,
    maxAttempts: 5,
    events: ["a/b"],
    crons: ["*/15 * * * *"],
    concurrency: { limit: 2, path: ["data", "organizationId"] },
  });
});

test("what handles another function's failure knows whose", () => {
  const expression = "event.data.function_id == 'app-other'";
  const triggers = [{ event: "inngest/function.failed", expression }];
  expect(readFunction({ ...given, triggers })).toMatchObject({
    events: [],
    onFailureOf: "app-other",
  });
});

test("limits may be a number, one limit or a list of one, and none is none", () => {
  const limitOf = (concurrency: unknown) => readFunction({ ...given, concurrency }).concurrency;
  expect(limitOf(3)).toEqual({ limit: 3 });
  expect(limitOf({ limit: 3, scope: "fn" })).toEqual({ limit: 3 });
  expect(limitOf(0)).toBeUndefined();
  expect(limitOf(undefined)).toBeUndefined();
});

test.each([
  ["idempotency", { idempotency: "event.data.id" }],
  ["batchEvents", { batchEvents: { maxSize: 5, timeout: "5s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "1m" } }],
  ["throttle", { throttle: { limit: 1, period: "1m" } }],
  ["debounce", { debounce: { period: "1m" } }],
  ["priority", { priority: { run: "100" } }],
  ["cancel", { cancel: [{ event: "a/stop" }] }],
  ["timeouts", { timeouts: { start: "1m" } }],
  ["singleton", { singleton: { mode: "skip" } }],
  ["something of the future", { "something of the future": true }],
  ["more than one concurrency limit", { concurrency: [{ limit: 1 }, { limit: 2 }] }],
  ['concurrency scope "account"', { concurrency: [{ limit: 1, scope: "account" }] }],
  [
    'the concurrency key "event.data.a + event.data.b" (a path into the event only)',
    { concurrency: [{ limit: 1, key: "event.data.a + event.data.b" }] },
  ],
  [
    'conditions on events ("event.data.x == 1")',
    { triggers: [{ event: "a", expression: "event.data.x == 1" }] },
  ],
  ["the event a/*", { triggers: [{ event: "a/*" }] }],
  ["the event inngest/function.finished", { triggers: [{ event: "inngest/function.finished" }] }],
  ['the schedule "* * * * * *" (it must have 5 fields)', { triggers: [{ cron: "* * * * * *" }] }],
  [
    'the trigger {"cron":"* * * * *","jitter":"5m"}',
    { triggers: [{ cron: "* * * * *", jitter: "5m" }] },
  ],
])("%s is refused with one sentence", (what, changes) => {
  expect(() => readFunction({ ...given, ...changes })).toThrow(
    new RefusedError(
      `The embedded job engine does not support ${what}, which function app-fn asks for.`,
    ),
  );
});

test("more retries than Inngest allows, and another runtime, are refused by name", () => {
  const step = { ...given.steps.step, retries: { attempts: 21 } };
  expect(() => readFunction({ ...given, steps: { step } })).toThrow(/app-fn.*attempts/);
  const socket = { ...given.steps.step, runtime: { type: "ws" } };
  expect(() => readFunction({ ...given, steps: { step: socket } })).toThrow(/app-fn.*runtime/);
  expect(() => readFunction(null)).toThrow(RefusedError);
});
