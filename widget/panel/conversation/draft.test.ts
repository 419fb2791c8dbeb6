import { expect, test } from "vitest";
import { DraftStore } from "./draft";

function keptIn(kept: Map<string, string>) {
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

test("a draft is there on the next page, for its own widget alone, and an empty one leaves nothing", () => {
  const kept = new Map<string, string>();
  const open = (key: string) => new DraftStore(key, () => keptIn(kept));
  open("one").keep("Do you mend");
  open("one").keep("Do you mend clocks?");
  expect([open("one").recall(), open("two").recall()]).toEqual(["Do you mend clocks?", ""]);
  open("one").keep("");
  expect([open("one").recall(), kept.size]).toEqual(["", 0]);
});

test("a browser that blocks or fills the storage stops nobody from typing", () => {
  const blocked = new DraftStore("one", () => {
    throw new DOMException("Blocked", "SecurityError");
  });
  blocked.keep("Do you mend clocks?");
  expect(blocked.recall()).toBe("");
  const full = new DraftStore("one", () => ({
    ...keptIn(new Map()),
    setItem: () => {
      throw new DOMException("Full", "QuotaExceededError");
    },
  }));
  full.keep("Do you mend clocks?");
  expect(full.recall()).toBe("");
});
