import { expect, test } from "vitest";
import { newId } from "./ids";

test("ids made within one millisecond sort in the order in which they were made", () => {
  const ids = Array.from({ length: 10_000 }, () => newId());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
