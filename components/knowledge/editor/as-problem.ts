import { describeError, invalidInput, ProblemError } from "@/lib/core/problem";
import type { z } from "zod";

/** A failure as a form shows it. */
export function asProblem(error: unknown): ProblemError | undefined {
  if (error === null || error === undefined) return undefined;
  if (error instanceof ProblemError) return error;
  const { title, detail } = describeError(error);
  return new ProblemError({ title, detail, status: 0, code: "internal" });
}

/** The input as its schema reads it; throws what the server would answer, before anything is sent. */
export function checked<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}
