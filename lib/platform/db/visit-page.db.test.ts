import { expect, test } from "vitest";
import { visitPage } from "./visit-page";

const { signal } = new AbortController();
const owners = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id }));
const list = async () => owners;

test("an owner that never answers, and one that fails, keep no other waiting and are counted", async () => {
  const visited: string[] = [];
  const page = await visitPage({
    list,
    size: owners.length,
    signal,
    eachMs: 50,
    visit: async ({ id }, overdue) => {
      if (id === "a") throw new Error("broken");
      if (id === "b") return new Promise<never>(() => undefined);
      expect(overdue.aborted).toBe(false);
      visited.push(id);
      return id !== "c";
    },
  });
  expect(visited).toEqual(["c", "d", "e", "f"]);
  expect(page).toEqual({ next: "f", visited: 6, failed: 3 });
});

test("the last page has no next one", async () => {
  const visit = async () => true;
  expect(await visitPage({ list, size: 7, signal, visit })).toMatchObject({
    next: null,
    failed: 0,
  });
});
