import "server-only";
import { AppError } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { EventData, EventName } from "@/lib/platform/events/contracts";
import { setAsideIfArchived } from "@/lib/platform/events/set-aside";
import {
  beginStep,
  endRound,
  findRound,
  noteStepFailure,
  noteWaiting,
  type JobRound,
} from "./jobs-repository";

/**
 * Asks the database whether a step of a run may begin, and marks its job running. Refused are the steps of a job that was
 * cancelled, has ended or is done again by a later round, and those of an archived organization, whose event then waits
 * in the outbox until it is restored.
 */
export async function enterStep<N extends EventName>(
  event: { name: N; data: EventData<N> },
  attempt: number,
): Promise<"begun" | "archived" | "ended"> {
  return withTenant(event.data, async (tx) => {
    if (!(await beginStep(tx, event.data, attempt))) return "ended";
    if (!(await setAsideIfArchived(tx, event.name, event.data))) return "begun";
    await noteWaiting(tx, event.data);
    return "archived";
  });
}

export interface StepFailure {
  code: string;
  message: string;
}

/** What people are told of an error: our own words for what we know, else nothing of it. */
export function reasonOf(error: unknown): StepFailure {
  if (error instanceof AppError) return { code: error.code, message: error.userMessage };
  return { code: "internal", message: "Something failed on our side." };
}

/** Keeps why a step failed: told as the job's reason when no other attempt follows. */
export async function noteFailure(
  round: JobRound,
  failure: StepFailure & { stage: string; isRetried: boolean },
): Promise<void> {
  await withTenant(round, (tx) => noteStepFailure(tx, round, failure));
}

/**
 * After the last attempt: has the domain settle what the job was about, then marks the job failed for the reason that was
 * noted. Returns the reason with the step, or undefined when the job had ended, or was taken by a later round.
 */
export async function failRun(
  run: JobRound,
  settle: () => Promise<void>,
): Promise<(StepFailure & { stage: string | null }) | undefined> {
  const noted = await withTenant(run, (tx) => findRound(tx, run));
  if (!noted) return undefined;
  await settle();
  const unknown = reasonOf(undefined);
  const reason = {
    code: noted.errorCode ?? unknown.code,
    message: noted.errorMessage ?? unknown.message,
  };
  await withTenant(run, (tx) => endRound(tx, run, reason));
  return { ...reason, stage: noted.stage };
}
