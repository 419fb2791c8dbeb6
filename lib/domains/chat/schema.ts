import { z } from "zod";
import { hasVisibleText } from "@/lib/core/visible-text";
import { visitorIdentity } from "@/lib/domains/access/widget/schema";
import { MAX_MESSAGE } from "./terms";

export const chatInput = z.strictObject({
  message: z
    .string()
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "Not valid Unicode text")
    .refine(hasVisibleText, "Must not be empty")
    .meta({ maxLength: MAX_MESSAGE }),
  conversationId: z.uuid().optional().describe("Goes on with a conversation; with its token."),
  visitorToken: z.string().max(1000).optional().describe("From the answer before."),
  clientMessageId: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      "Your own id for the message, best a random UUID: a repeat gets the same answer. With a publishable key it opens a conversation again only from 16 characters on.",
    ),
  pageUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional()
    .describe("The page on which a conversation begins; its query is not kept."),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional()
    .describe("The page's language, as two letters."),
  identity: visitorIdentity.optional(),
  stream: z.boolean().optional().describe("Answers as events, like Accept: text/event-stream."),
});
export type ChatInput = z.infer<typeof chatInput>;

export const citation = z.object({
  index: z.int(),
  title: z.string(),
  url: z.string().nullable(),
  quote: z.string(),
});
export type CitationView = z.infer<typeof citation>;

export const receiptEntry = z.object({
  sentence: z.string(),
  status: z
    .enum(["quoted", "supported", "unchecked"])
    .describe("Word for word in its source; checked against it; or neither."),
  citation: z.int().nullable(),
});
export type ReceiptEntry = z.infer<typeof receiptEntry>;

export const chatAnswer = z.object({
  conversationId: z.uuid(),
  messageId: z.uuid(),
  visitorToken: z.string().describe("Opens this conversation alone, for twelve hours."),
  answer: z
    .string()
    .describe("Plain text with a little Markdown, and [1] where it cites a source."),
  outcome: z
    .enum(["answered", "no_answer", "blocked", "handoff"])
    .describe("With `handoff` a person will answer, and there is no answer here."),
  answerer: z
    .enum(["model", "extractive", "person"])
    .describe(
      "Who wrote it: the model, or nobody: it is quotes from the documents, as when there is no model or it is away. With `handoff` a person will.",
    ),
  confidence: z.number().describe("How likely the knowledge answers the question, 0 to 1."),
  citations: z.array(citation),
  receipt: z.array(receiptEntry).describe("What each sentence of the answer rests on."),
});
export type ChatAnswer = z.infer<typeof chatAnswer>;
