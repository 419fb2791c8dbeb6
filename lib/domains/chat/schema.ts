import { z } from "zod";

/** A longer message is answered 413, like any body that is too large. */
export const MAX_MESSAGE = 4000;

export const chatInput = z.strictObject({
  message: z
    .string()
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "Not valid Unicode text")
    .refine((value) => value.trim().length > 0, "Must not be empty")
    .meta({ maxLength: MAX_MESSAGE }),
  conversationId: z.uuid().optional(),
  visitorToken: z.string().max(1000).optional(),
  clientMessageId: z.string().min(1).max(100).optional(),
  stream: z.boolean().optional(),
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
  status: z.enum(["quoted", "supported", "unchecked"]),
  citation: z.int().nullable(),
});
export type ReceiptEntry = z.infer<typeof receiptEntry>;

export const chatAnswer = z.object({
  conversationId: z.uuid(),
  messageId: z.uuid(),
  visitorToken: z.string(),
  answer: z.string(),
  outcome: z.enum(["answered", "no_answer", "blocked"]),
  /** How likely the knowledge answers the question, 0 to 1. */
  confidence: z.number(),
  citations: z.array(citation),
  receipt: z.array(receiptEntry),
});
export type ChatAnswer = z.infer<typeof chatAnswer>;
