import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { failRuns, resumeRun } from "./run-repository";

/** Ends a run whose job is cancelled; the answers that it has are kept. */
export async function stopRun(tx: TenantTransaction, runId: string): Promise<void> {
  await failRuns(tx, runId);
}

/** Whether a run that ended early goes on with what it has not asked: only while it is the newest. */
export async function mayResumeRun(tx: TenantTransaction, runId: string): Promise<boolean> {
  return resumeRun(tx, runId);
}
