import type { TestRunView } from "@/lib/domains/quality/tests/schema";

/** The share that passed, as "83%". */
export function shareOf({ passed, total }: Pick<TestRunView, "passed" | "total">): string {
  return total === 0 ? "" : `${Math.floor((100 * passed) / total)}%`;
}

/** What a run lost that passed before, in a sentence; empty when nothing. */
export function dropInWords({ lost }: Pick<TestRunView, "lost">): string {
  if (lost === 0) return "";
  const [questions, fail] = lost === 1 ? ["question", "fails"] : ["questions", "fail"];
  return `${lost.toLocaleString("en")} ${questions} that passed before ${fail} now.`;
}
