import { z } from "zod";
import { citation } from "@/lib/domains/chat/schema";
import { faqInput } from "@/lib/domains/knowledge/schema";

export const MAX_TEST_QUESTIONS = 200;
const MAX_WORDS = 10;

const word = z
  .string()
  .trim()
  .min(1, "Must not be empty")
  .max(100, "At most 100 characters")
  .refine((value) => value.isWellFormed() && !value.includes("\0"), "Not valid Unicode text");

const words = z.array(word).max(MAX_WORDS, `At most ${MAX_WORDS}`);

const content = {
  question: faqInput.shape.question,
  documentId: z.uuid("Choose the document that answers it"),
  words: words.default([]),
};

export const testQuestionInput = z.strictObject(content);
export type TestQuestionInput = z.output<typeof testQuestionInput>;

const wordsIn = (typed: string) =>
  typed
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A test question as people type it: its words with commas between. */
export const typedTestQuestion = z.strictObject({
  ...content,
  words: z.string().transform(wordsIn).pipe(words),
});

export const testQuestionPatch = z.strictObject({ id: z.uuid(), ...content });
export const testQuestionId = z.strictObject({ id: z.uuid() });

export const testListQuery = z.strictObject({
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type TestListQuery = z.infer<typeof testListQuery>;

const made = z
  .enum([
    "model",
    "model_before",
    "quotes",
    "nothing_found",
    "over_budget",
    "model_away",
    "model_failed",
  ])
  .describe(
    "What wrote the answer. `model_before`: the model's answer of an earlier run, since it would be told the same. `nothing_found`: no source for a model to answer from. The last three are quotes in the model's place.",
  );
export type TestAnswerMade = z.infer<typeof made>;

const testQuestionView = z.object({
  id: z.uuid(),
  question: z.string(),
  documentId: z.uuid(),
  documentTitle: z.string(),
  documentExists: z.boolean(),
  words: z.array(z.string()),
  last: z
    .object({ passed: z.boolean(), reason: z.string(), lost: z.boolean(), made })
    .nullable()
    .describe("What the last complete run came to; null when it was not asked there."),
});
export type TestQuestionView = z.infer<typeof testQuestionView>;

export const testQuestionList = z.object({
  questions: z.array(testQuestionView),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
export type TestQuestionList = z.infer<typeof testQuestionList>;

const testRunView = z.object({
  id: z.uuid(),
  reason: z.enum(["asked", "knowledge_changed"]),
  status: z.enum(["running", "complete", "failed"]),
  total: z.int(),
  passed: z.int(),
  lost: z.int().describe("So many passed before and fail since."),
  made: z
    .partialRecord(made, z.int())
    .describe("How many of its answers were made in which way; a way of none is absent."),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type TestRunView = z.infer<typeof testRunView>;

export const testRunList = z.object({
  runs: z.array(testRunView).describe("The newest first; the last 30 are kept."),
  next: z
    .object({
      byModel: z.boolean().describe("A model writes the answers, as visitors'."),
      questions: z.int(),
      cost: z
        .object({
          costMicros: z
            .int()
            .nullable()
            .describe("If all are asked: null when no answer was written lately that tells it."),
          leftMicros: z.int().describe("Of today's budget, which visitors' answers share."),
        })
        .nullable()
        .describe("Millionths of a US dollar; null without a model or the right to see usage."),
    })
    .describe("What a run would be that is started now."),
});
export type TestRunList = z.infer<typeof testRunList>;

const testResultView = z.object({
  questionId: z.uuid(),
  question: z.string(),
  passed: z.boolean(),
  lost: z.boolean(),
  made,
  reason: z.string().describe("Why it failed, in words; empty when it passed."),
  answer: z.string(),
  citations: z.array(citation),
});
export type TestResultView = z.infer<typeof testResultView>;

export const testRunDetail = testRunView.extend({ results: z.array(testResultView) });
export type TestRunDetail = z.infer<typeof testRunDetail>;
