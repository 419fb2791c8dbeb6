import { describeError, waitInWords, type ProblemError } from "@/lib/core/problem";
import { FormError } from "./form-error";

/** A problem that belongs to no field of its form. */
export function ProblemSummary({ problem }: { problem: ProblemError | undefined }) {
  if (!problem || problem.problem.errors?.length) return null;
  const limited = problem.is("rate_limited");
  return (
    <FormError>
      {limited
        ? `Too many tries. You can try again ${waitInWords(problem.retryAfterSeconds ?? 60)}.`
        : describeError(problem).detail}
    </FormError>
  );
}
