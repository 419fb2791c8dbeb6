import { beforeEach, expect, test, vi } from "vitest";
import { takeBack, takeOut, writeDraft } from "./use-draft";

const ID = "conversation";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

const thanks = { text: "Thanks!", clientMessageId: "1", sentAt: 1 };

test("a message that was taken back goes by its own id when it is sent again", () => {
  takeBack(ID, thanks);
  expect(takeOut(ID, "Thanks!")[0]?.clientMessageId).toBe("1");
});

test("the same text, typed again after the draft was cleared, is another message", () => {
  takeBack(ID, thanks);
  writeDraft(ID, "reply", "");
  writeDraft(ID, "reply", "Thanks!");
  const parts = takeOut(ID, "Thanks!");
  expect(parts.map(({ text }) => text)).toEqual(["Thanks!"]);
  expect(parts[0]?.clientMessageId).not.toBe("1");
});

test("a note that is cleared forgets no reply", () => {
  takeBack(ID, thanks);
  writeDraft(ID, "note", "");
  expect(takeOut(ID, "Thanks!")[0]?.clientMessageId).toBe("1");
});
