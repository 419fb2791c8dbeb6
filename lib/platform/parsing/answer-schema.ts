import "server-only";
import { z } from "zod";

/** What the child says, checked like any input: it has just read a stranger's file. */
export const answerSchema = z.union([
  z.object({
    kind: z.enum(["text", "markdown", "html", "pdf", "docx", "csv"]),
    title: z.string(),
    language: z.string().nullable(),
    pages: z.number().int().positive().nullable(),
    faqs: z
      .array(
        z.object({ question: z.string(), answer: z.string(), alternatives: z.array(z.string()) }),
      )
      .nullable(),
    warnings: z.array(z.string()),
  }),
  z.object({
    failure: z.enum([
      "empty",
      "no_text",
      "binary",
      "unsupported_type",
      "type_mismatch",
      "password_protected",
      "corrupt",
      "too_complex",
      "too_many_pages",
      "too_many_rows",
      "inflates_too_much",
      "too_much_memory",
      "too_long",
      "missing_columns",
    ]),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
    internal: z.string(),
  }),
]);
