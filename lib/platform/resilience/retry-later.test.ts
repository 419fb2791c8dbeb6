import { RetryAfterError } from "inngest";
import { expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { circuitOpen } from "./circuit-open";
import { asRetryLater } from "./retry-later";

const refused = (inSeconds: number) =>
  circuitOpen("gmail", new Date(Date.now() + inSeconds * 1_000));

/** Seconds until the attempt that follows, at the least and at the most. */
function waits(inSeconds: number, attempt: number): number[] {
  return [0, 1].map((chance) => {
    vi.spyOn(Math, "random").mockReturnValue(chance);
    const error = asRetryLater(refused(inSeconds), attempt);
    if (!(error instanceof RetryAfterError)) throw new Error("It is not to be tried later");
    return Math.round((Date.parse(error.retryAfter) - Date.now()) / 1_000);
  });
}

test("a refused step comes back when the next probe is due, not all at once, and later at each attempt", () => {
  expect(waits(10, 0)).toEqual([10, 15]);
  expect(waits(10, 3)).toEqual([10, 120]);
  expect(waits(10, 20)).toEqual([10, 1_800]);
  expect(waits(300, 0)).toEqual([300, 450]);
});

test.each([
  new Error("reset"),
  new AppError("unavailable", "The database is away.", { retryAfterSeconds: 2 }),
  "thrown",
])("what was not refused by a breaker is left as it is: %s", (error) => {
  expect(asRetryLater(error, 0)).toBe(error);
});
