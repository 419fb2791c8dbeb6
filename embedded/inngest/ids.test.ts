import { expect, test } from "vitest";
import { eventIdFrom, madeAt, newCallId, newRunId } from "./ids.ts";

test("run ids are ULIDs in the order of their making, many within one millisecond", () => {
  const ids = Array.from({ length: 1000 }, () => newRunId(1_760_000_000_000));
  expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a clock that goes back does not break the order", () => {
  const first = newRunId(1_770_000_000_000);
  const second = newRunId(1_769_000_000_000);
  expect(first < second).toBe(true);
  expect(madeAt(second)).toBe(1_770_000_000_000);
});

test("calls of an older run come before those of a younger one", () => {
  const [older, younger] = [newRunId(), newRunId()];
  const late = newCallId(older);
  expect(late < newCallId(younger)).toBe(true);
  expect(newCallId(older)).not.toBe(late);
  expect(late).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
});

test("an event without an id gets one from its sender's seed and its place", () => {
  expect(eventIdFrom("1,c2VlZA==", 0)).toBe(eventIdFrom("1,c2VlZA==", 0));
  expect(eventIdFrom("1,c2VlZA==", 0)).not.toBe(eventIdFrom("1,c2VlZA==", 1));
  expect(eventIdFrom(undefined, 0)).not.toBe(eventIdFrom(undefined, 0));
});
