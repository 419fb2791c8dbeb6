import "server-only";
import { NonRetriableError } from "inngest";
import type { PageVisit } from "@/lib/core/page-visit";
import type { Steps } from "./run-steps";

/**
 * Visits all pages, each in a step of its own. Those that failed are counted; at the end of the round they fail the run,
 * so that the operators are told: the next run of the schedule visits them again.
 */
export async function eachPage(
  step: Steps,
  visit: (after: string | undefined, signal: AbortSignal) => Promise<PageVisit>,
): Promise<void> {
  let failed = 0;
  let next: string | null = null;
  for (let page = 0; page === 0 || next !== null; page += 1) {
    const after: string | null = next;
    const came: PageVisit = await step.run(`page-${page}`, (signal) =>
      visit(after ?? undefined, signal),
    );
    failed += came.failed;
    next = came.next;
  }
  if (failed > 0) throw new NonRetriableError(`${failed} could not be visited`);
}
