import { expect, test } from "vitest";
import type { ConversationDetail, MessageView } from "@/lib/domains/chat/inbox/schema";
import { timelineOf } from "./timeline";

const at = (minute: number) => `2026-06-15T12:${String(minute).padStart(2, "0")}:00.000Z`;

const message = (id: string, minute: number) =>
  ({ id, role: "visitor", createdAt: at(minute) }) as MessageView;

const detail = {
  notes: [{ id: "note", authorId: "m", authorName: "Ada", text: "Hm", createdAt: at(3) }],
  leads: [],
  handoffs: [
    { id: "h", reason: "visitor_asked", createdAt: at(1), answeredAt: null, endedAt: at(5) },
  ],
} as unknown as ConversationDetail;

const keys = (isWhole: boolean, messages: MessageView[]) =>
  timelineOf(detail, messages, isWhole).map(({ key }) => key);

test("what happened stands between the messages, by its time", () => {
  expect(keys(true, [message("a", 0), message("b", 2), message("c", 4)])).toEqual([
    "a",
    "h began",
    "b",
    "note",
    "c",
    "h ended",
  ]);
});

test("what belongs among messages that were not read yet is left out", () => {
  expect(keys(false, [message("b", 2), message("c", 4)])).toEqual(["b", "note", "c", "h ended"]);
});

test("messages of one time stay in their order", () => {
  expect(keys(false, [message("z", 6), message("a", 6)])).toEqual(["z", "a"]);
});
