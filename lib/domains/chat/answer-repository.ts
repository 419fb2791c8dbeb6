import "server-only";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import type { CitationView, ReceiptEntry } from "./schema";

/** A writer says that often that it is alive, and one that was silent for longer died. */
export const SIGN_OF_LIFE_MS = 3_000;
const DEAD_AFTER_MS = 10_000;

/** Stands in a model's place where an answer is composed of quotes. */
export const EXTRACTIVE = "extractive";

const ANSWER_COLUMNS = {
  id: true,
  state: true,
  attempt: true,
  text: true,
  outcome: true,
  confidence: true,
  citations: true,
  receipt: true,
  answerer: true,
} as const satisfies Prisma.MessageSelect;

export interface StoredAnswer extends Prisma.MessageGetPayload<{ select: typeof ANSWER_COLUMNS }> {
  /** Who reads this is the one to write the answer; else it is complete, or another request is at work on it. */
  mine: boolean;
}

/** The answer of a question: begun here, or what an earlier request left. */
export async function beginAnswer(
  tx: TenantTransaction,
  context: TenantContext,
  conversationId: string,
  replyToId: string,
): Promise<StoredAnswer> {
  const id = newId();
  const { count } = await tx.message.createMany({
    data: {
      ...ownedBy(context),
      id,
      conversationId,
      replyToId,
      role: "assistant",
      state: "streaming",
      text: "",
    },
    skipDuplicates: true,
  });
  if (count === 0) return claimAnswer(tx, replyToId);
  const nothing = {
    outcome: null,
    confidence: null,
    citations: null,
    receipt: null,
    answerer: null,
  };
  return { ...nothing, id, state: "streaming", attempt: 1, text: "", mine: true };
}

/** An answer that was begun before. It is the caller's to write anew when its writer gave up or died. */
export async function claimAnswer(tx: TenantTransaction, replyToId: string): Promise<StoredAnswer> {
  const dead = new Date(Date.now() - DEAD_AFTER_MS);
  const { count } = await tx.message.updateMany({
    where: {
      replyToId,
      OR: [{ state: "partial" }, { state: "streaming", updatedAt: { lt: dead } }],
    },
    data: { attempt: { increment: 1 }, state: "streaming", text: "" },
  });
  const answer = await tx.message.findFirstOrThrow({
    where: { replyToId },
    select: ANSWER_COLUMNS,
  });
  return { ...answer, mine: count === 1 };
}

/** What was answered before a person took over; undefined for a question that waits for the person. */
export async function findAnswer(
  tx: TenantTransaction,
  replyToId: string,
): Promise<StoredAnswer | undefined> {
  const answer = await tx.message.findFirst({
    where: { replyToId, state: "complete" },
    select: ANSWER_COLUMNS,
  });
  return answer ? { ...answer, mine: false } : undefined;
}

/** Ends every answer that is being written in a conversation: it will never be shown whole. */
export async function withdrawAnswers(
  tx: TenantTransaction,
  conversationId: string,
): Promise<void> {
  await tx.message.updateMany({
    where: { conversationId, role: "assistant", state: { in: ["streaming", "partial"] } },
    data: { state: "withdrawn" },
  });
}

/** Says that an attempt is still being written. */
export async function keepAnswerAlive(
  tx: TenantTransaction,
  id: string,
  attempt: number,
): Promise<void> {
  await tx.message.updateMany({
    where: { id, attempt, state: "streaming" },
    data: { updatedAt: new Date() },
  });
}

/** A citation as it is kept; visitors are not told of which document it is. */
export type KeptCitation = CitationView & { documentId: string };

export interface FinishedAnswer {
  text: string;
  outcome: "answered" | "no_answer" | "blocked";
  confidence: number;
  citations: KeptCitation[];
  receipt: ReceiptEntry[];
  /** `EXTRACTIVE`, or the name of the model. */
  answerer: string;
  /** How long its first word took from the question on, in milliseconds. */
  firstWordMs: number;
}

/**
 * Writes an attempt's end. `superseded` when another attempt took over meanwhile, and `withdrawn` when a person did; nothing
 * is written then.
 */
export async function finishAnswer(
  tx: TenantTransaction,
  id: string,
  attempt: number,
  answer: FinishedAnswer,
): Promise<"kept" | "superseded" | "withdrawn"> {
  const { count } = await tx.message.updateMany({
    where: { id, attempt, state: "streaming" },
    data: { ...answer, state: "complete" },
  });
  if (count === 1) return "kept";
  const found = await tx.message.findFirst({ where: { id }, select: { state: true } });
  return found?.state === "withdrawn" ? "withdrawn" : "superseded";
}

/** Keeps what an attempt had written when it was cut off. */
export async function markPartial(
  tx: TenantTransaction,
  id: string,
  attempt: number,
  text: string,
): Promise<void> {
  await tx.message.updateMany({
    where: { id, attempt, state: "streaming" },
    data: { text, state: "partial" },
  });
}

/** Marks answers that nobody writes any more: their process died. Returns how many. */
export async function abandonStale(tx: TenantTransaction, before: Date): Promise<number> {
  const { count } = await tx.message.updateMany({
    where: { state: "streaming", updatedAt: { lt: before } },
    data: { state: "partial" },
  });
  return count;
}
