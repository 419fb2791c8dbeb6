import { z } from "zod";
import { searchInput } from "../schema";

// Postgres counts them in four bytes.
const position = z.coerce.number().int().min(1).max(2_147_483_647);

export const passageQuery = z.strictObject({
  cursor: position.optional().describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type PassageQuery = z.infer<typeof passageQuery>;

export const passageView = z.object({
  id: z.uuid(),
  position: z.int().describe("Counts the passages of a document from 1."),
  heading: z.string().describe("The headings it stands under, joined by ›."),
  text: z.string(),
  start: z.int().describe("Where it begins in the document's text, in UTF-16 units."),
  end: z.int(),
  windows: z.int().describe("Parts of it that have, or will have, a vector each."),
  embedded: z.int().describe("How many of them have one that search uses now."),
});
export type PassageView = z.infer<typeof passageView>;

export const passageList = z.object({
  passages: z.array(passageView),
  total: z.int(),
  nextCursor: z.int().nullable(),
});
export type PassageList = z.infer<typeof passageList>;

export const explainInput = searchInput.pick({ query: true });

const termView = z.object({
  words: z.string().describe("As the question writes it."),
  kind: z
    .enum(["content", "function", "pair"])
    .describe("What is asked about; a small word; or two words side by side."),
  score: z.number().describe("What it adds to the word score; 0 when it is not there."),
});

export const explainedPassage = z.object({
  chunkId: z.uuid(),
  documentId: z.uuid(),
  title: z.string(),
  heading: z.string(),
  text: z.string(),
  isOwn: z.boolean().describe("Of the document that was asked about."),
  rank: z.int().nullable().describe("From 1; null when neither words nor meaning found it."),
  isRead: z.boolean().describe("Whether an answer is written from it."),
  score: z.number().nullable(),
  words: z
    .object({
      score: z.number().describe("BM25 with small words and pairs."),
      share: z.number().describe("Of what a passage made of the question alone would score."),
      terms: z.array(termView),
    })
    .nullable(),
  coverage: z.number().nullable().describe("Share of the question, by weight, that it has at all."),
  said: z.number().nullable().describe("The same, kindred words and asked-for figures counted."),
  similarity: z
    .number()
    .nullable()
    .describe("Cosine of the question and its nearest part; null without vectors."),
  fusion: z
    .object({ words: z.number(), meaning: z.number(), run: z.number(), isForeign: z.boolean() })
    .nullable()
    .describe("What the score is the sum of, three quarters of it in another language."),
  sentence: z.string().nullable().describe("What of it answers best."),
});
export type ExplainedPassage = z.infer<typeof explainedPassage>;

export const explanation = z.object({
  passages: z
    .array(explainedPassage)
    .describe("The document's own and the best others, best first."),
  found: z.int().describe("How many passages were weighed."),
  read: z.int().describe("How many of the best an answer is written from."),
  confidence: z.number(),
  threshold: z.number().describe("From this confidence on a question is answered."),
  isAnswerable: z.boolean(),
  byMeaning: z.boolean().describe("Whether meaning was searched, and not words alone."),
  unsaidNames: z.boolean().describe("Whether it names something that no passage mentions."),
  terms: z.array(
    z.object({
      words: z.string(),
      passages: z.int().describe("In how many passages of the organization it stands."),
    }),
  ),
});
export type Explanation = z.infer<typeof explanation>;
