import "server-only";
import { EXTRACTIVE } from "../answer-repository";
import { citation } from "../schema";
import type { MessageRow, StateRow } from "./repository";
import type { ConversationState, VisitorMessage } from "./schema";

/** A member says every few seconds that they type; who was silent for longer has stopped. */
const TYPING_MS = 8_000;

export function toVisitorMessage(row: MessageRow): VisitorMessage {
  const { id, role, text, createdAt, clientMessageId, replyToId, outcome } = row;
  const { authorName, rating, ratingReason } = row;
  return {
    ...{ id, role, text, clientMessageId, replyToId, outcome, authorName, rating, ratingReason },
    createdAt: createdAt.toISOString(),
    answerer: row.answerer === null ? null : row.answerer === EXTRACTIVE ? "extractive" : "model",
    citations: citation.array().parse(row.citations ?? []),
  };
}

export function toState(row: StateRow, memberName: string | null): ConversationState {
  const byPerson = row.handledBy === "person";
  const typed = row.memberTypingAt?.getTime() ?? 0;
  return {
    handledBy: row.handledBy,
    memberName: byPerson ? memberName : null,
    memberTyping: byPerson && Date.now() - typed < TYPING_MS,
    waitsForPerson: row.needsPersonAt !== null,
    closed: row.status === "closed",
  };
}
