import { expect, test } from "vitest";
import { backOffMs } from "./back-off";

test("waits longer after each failure, within bounds", () => {
  expect([0, 1, 2, 10].map((failures) => backOffMs(failures, 1))).toEqual([
    1000, 2000, 4000, 30_000,
  ]);
  expect(backOffMs(3, 0)).toBe(4000);
});
