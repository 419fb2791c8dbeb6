import { z } from "zod";

const side = z.object({
  text: z.string(),
  outcome: z.enum(["answered", "no_answer"]),
  sources: z.array(z.string()).describe("Titles of the documents that it cites."),
});

const previewRow = z.object({
  question: z.string(),
  ofGap: z.boolean().describe("Or one that was answered before, to see what changes elsewhere."),
  before: side,
  after: side,
  usesFaq: z.boolean(),
  changed: z.boolean(),
});
export type PreviewRow = z.infer<typeof previewRow>;

/** Answers to past questions without a FAQ and with it. */
export interface AnswerPreview {
  rows: PreviewRow[];
  /** So many past questions were not compared, since it took too long. */
  left: number;
}
