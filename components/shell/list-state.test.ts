import { expect, test } from "vitest";
import { listState } from "./list-state";

const read = { isPending: false, isError: false, hasNextPage: false };

test.each([
  ["rows", 1, read],
  ["rows, also when they could not be read anew", 1, { ...read, isError: true }],
  ["pending, before the first answer", 0, { ...read, isPending: true }],
  [
    "pending, while what follows the rows that were taken out is on its way",
    0,
    { ...read, hasNextPage: true },
  ],
  ["failed, when that could not be read", 0, { ...read, hasNextPage: true, isError: true }],
  ["empty", 0, read],
])("a list is shown as %s", (shown, rows, list) => {
  expect(listState(list, rows)).toBe(/^\w+/.exec(shown)?.[0]);
});
