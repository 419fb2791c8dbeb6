import { z } from "zod";
import { typedFaq } from "@/lib/domains/knowledge/schema";
import { GAP_STATUSES } from "./terms";

const gapStatus = z.enum(GAP_STATUSES);

export const gapId = z.strictObject({ id: z.uuid() });

export const gapListQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,9}\.[\da-f-]{36}$/, "Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  status: gapStatus.default("open"),
});
export type GapListQuery = z.infer<typeof gapListQuery>;

export const gapStatusInput = z.strictObject({
  id: z.uuid(),
  status: z.enum(["open", "dismissed"]),
});

export const gapMergeInput = z
  .strictObject({ id: z.uuid(), into: z.uuid() })
  .refine(({ id, into }) => id !== into, "A gap cannot be merged into itself");

/** A FAQ for a gap, as it is previewed and as it is published. */
export const gapAnswerInput = z.strictObject({
  id: z.uuid(),
  ...typedFaq.shape,
});
export type GapAnswer = z.infer<typeof gapAnswerInput>;

const gapView = z.object({
  id: z.uuid(),
  title: z.string().describe("Its most typical question."),
  status: gapStatus,
  conversations: z.int().describe("In so many conversations it was asked; what it is ranked by."),
  questions: z.int(),
  disliked: z.int().describe("So many of its questions were answered, and the answer rated down."),
  firstAskedAt: z.iso.datetime(),
  lastAskedAt: z.iso.datetime(),
  answered: z
    .object({
      at: z.iso.datetime(),
      documentId: z.uuid(),
      documentTitle: z.string().nullable().describe("Null when the FAQ was deleted."),
    })
    .nullable()
    .describe("The last answer; kept when it is asked again and so open again."),
});
export type GapView = z.infer<typeof gapView>;

const gapQuestionView = z.object({
  messageId: z.uuid(),
  conversationId: z.uuid(),
  text: z.string(),
  askedAt: z.iso.datetime(),
  answer: z.string().describe("What the visitor was answered."),
  disliked: z.boolean(),
});

export type GapQuestion = z.infer<typeof gapQuestionView>;

export const gapQuestionsQuery = z.strictObject({
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type GapQuestionsQuery = z.infer<typeof gapQuestionsQuery>;

export const gapQuestionList = z.object({
  questions: z.array(gapQuestionView),
  nextCursor: z.uuid().nullable(),
});
export type GapQuestionList = z.infer<typeof gapQuestionList>;

const memberQuote = z.object({ text: z.string(), authorName: z.string().nullable() });
export type MemberQuote = z.infer<typeof memberQuote>;

export const gapDetail = gapView.extend({
  answeredBy: z.string().nullable().describe("Null when that member is none any more."),
  asked: z
    .array(gapQuestionView)
    .describe("Its newest questions, at most 100; all of them are a list of their own."),
  quotes: z
    .array(memberQuote)
    .describe("What members wrote in these conversations. Nothing that the assistant wrote."),
});
export type GapDetail = z.infer<typeof gapDetail>;

export const gapList = z.object({
  gaps: z.array(gapView),
  nextCursor: z.string().nullable(),
  waiting: z.int().describe("So many questions are not sorted into gaps yet."),
});
export type GapList = z.infer<typeof gapList>;
