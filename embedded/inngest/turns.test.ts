import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("the runs of a burst have turns a second apart, and another lane's has its own at once", () => {
  const turns = new Turns();
  expect([1, 2, 3].map(() => turns.next("busy", 100))).toEqual([100, 101, 102]);
  expect(turns.next("other", 101)).toBe(101);
});

test("who comes seldom waits for nothing, and a burst is over when its turns are", () => {
  const turns = new Turns();
  expect([1, 2, 3].map(() => turns.next("lane", 100)).at(-1)).toBe(102);
  expect(turns.next("lane", 110)).toBe(110);
});

test("lanes that are not ahead of time are forgotten, those that are stay", () => {
  const turns = new Turns();
  for (let n = 0; n < 3; n += 1) turns.next("busy", 100);
  for (let lane = 0; lane < 2_000; lane += 1) turns.next(`lane ${lane}`, 101);
  expect(turns.next("busy", 101)).toBe(103);
});
