import type { TestRunView } from "@/lib/domains/quality/tests/schema";

/** The share that passed, as "83 %". */
export function shareOf({ passed, total }: Pick<TestRunView, "passed" | "total">): string {
  return total === 0 ? "" : `${Math.floor((100 * passed) / total)} %`;
}

/** What a run lost against the one before, in a sentence; empty when nothing. */
export function dropInWords({ lost, reason }: Pick<TestRunView, "lost" | "reason">): string {
  if (lost === 0) return "";
  const what =
    lost === 1 ? "1 question that passed" : `${lost.toLocaleString("en")} questions that passed`;
  const since = reason === "knowledge_changed" ? " since the knowledge changed" : "";
  return `${what} in the run before ${lost === 1 ? "fails" : "fail"} now${since}.`;
}
