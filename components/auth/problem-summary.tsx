import type { ReactNode } from "react";
import { describeError, ProblemError, waitInWords } from "@/lib/core/problem";
import { FormError } from "./form-error";

/** What went wrong with a form where that belongs to no field of it; `children` stands behind, such as a way on. */
export function ProblemSummary({
  error,
  children,
}: {
  error: Error | undefined;
  children?: ReactNode;
}) {
  const problem = error instanceof ProblemError ? error : undefined;
  if (!error) return null;
  return (
    <FormError>
      {problem?.is("rate_limited")
        ? `Too many tries. You can try again ${waitInWords(problem.retryAfterSeconds ?? 60)}.`
        : describeError(error).detail}
      {children}
    </FormError>
  );
}
