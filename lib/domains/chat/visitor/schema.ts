import { z } from "zod";
import { hasVisibleText } from "@/lib/core/visible-text";
import { email } from "@/lib/domains/access/schema";
import { visitorIdentity } from "@/lib/domains/access/widget/schema";
import { citation } from "../schema";
import { MAX_MESSAGE } from "../terms";

const plainText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "Not valid Unicode text");
const neededText = (max: number) => plainText(max).refine(hasVisibleText, "Must not be empty");

/** What opens a visitor's conversation, for the API document. */
export const VISITOR_HEADERS = {
  "X-Visitor-Token": "From the chat's answer; opens this conversation alone.",
} as const;

export const conversationParams = z.object({ id: z.uuid() });
export const answerParams = z.object({ id: z.uuid(), messageId: z.uuid() });

export const messagesQuery = z.strictObject({
  before: z.uuid().optional().describe("Of the oldest message that you have."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type MessagesQuery = z.infer<typeof messagesQuery>;

const rating = z.enum(["up", "down"]);

export const visitorMessage = z.object({
  id: z.uuid(),
  role: z.enum(["visitor", "assistant", "member"]),
  text: z.string(),
  createdAt: z.iso.datetime(),
  clientMessageId: z.string().nullable().describe("Of a question: the visitor's own id for it."),
  replyToId: z.uuid().nullable().describe("Of an answer: the question's id."),
  outcome: z.enum(["answered", "no_answer", "blocked"]).nullable(),
  answerer: z.enum(["model", "extractive"]).nullable(),
  citations: z.array(citation),
  authorName: z.string().nullable().describe("Of a member's message."),
  rating: rating.nullable(),
  ratingReason: z.string().nullable(),
});
export type VisitorMessage = z.infer<typeof visitorMessage>;

export const conversationState = z.object({
  handledBy: z.enum(["assistant", "person"]),
  memberName: z.string().nullable().describe("Of the person who answers."),
  memberTyping: z.boolean(),
  waitsForPerson: z.boolean(),
  closed: z.boolean(),
});
export type ConversationState = z.infer<typeof conversationState>;

export const messagesPage = z.object({
  state: conversationState,
  messages: z.array(visitorMessage).describe("Oldest first."),
  before: z.uuid().nullable().describe("For the page before this one; null on the first."),
  after: z.string().describe("As Last-Event-ID: the stream goes on after these messages."),
});
export type MessagesPage = z.infer<typeof messagesPage>;

export const ratingInput = z.strictObject({
  rating: rating.nullable().describe("null takes it back."),
  reason: plainText(500).optional(),
});
export type RatingInput = z.infer<typeof ratingInput>;

export const transcriptInput = z.strictObject({
  email,
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
});
export type TranscriptInput = z.infer<typeof transcriptInput>;

export const handoffInput = z.strictObject({
  clientLeadId: z.uuid().describe("Your own random id of the form: a repeat stores no second one."),
  conversationId: z.uuid().optional(),
  visitorToken: z.string().max(1000).optional().describe("Of the conversation, if there is one."),
  name: neededText(100),
  email,
  message: neededText(MAX_MESSAGE),
  identity: visitorIdentity.optional(),
  fields: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), plainText(500))
    .default({})
    .describe("What the widget's own form asks, by field."),
  pageUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
});
export type HandoffInput = z.infer<typeof handoffInput>;

export const handoffAnswer = z.object({
  conversationId: z.uuid(),
  visitorToken: z.string(),
  messageId: z.uuid(),
});
export type HandoffAnswer = z.infer<typeof handoffAnswer>;

export const deletedConversation = z.object({
  leadsKept: z.int().describe("What was left for a person stays with the business, unlinked."),
});
