import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { EventData, EventName } from "@/lib/platform/events/contracts";
import { setAsideIfArchived } from "@/lib/platform/events/set-aside";
import {
  beginStep,
  endRound,
  isOpen,
  lockRound,
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

const owned = z.object({
  tenantId: z.uuid(),
  organizationId: z.uuid(),
  jobId: z.uuid(),
  round: z.int().default(1),
});

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

/** Whose work an event is, read from one that does not fit its contract as well; undefined for one that starts no job. */
export function roundOf(data: unknown): JobRound | undefined {
  return owned.safeParse(data).data;
}

/** Settles what a job was about, in the transaction that fails it. */
export type Settlement = (tx: TenantTransaction) => Promise<void>;

/**
 * After the last attempt: has the domain settle what the job was about and marks the job failed for the reason that was
 * noted, in one transaction. Returns the reason with the step: also for a round that has failed already, since whoever
 * failed it may have died before the operators were told. Undefined when it ended otherwise, or a later round followed.
 */
export async function failRun(
  run: JobRound,
  settle?: Settlement,
): Promise<(StepFailure & { stage: string | null }) | undefined> {
  return withTenant(run, async (tx) => {
    const noted = await lockRound(tx, run);
    if (!noted || !(isOpen(noted.status) || noted.status === "failed")) return undefined;
    const unknown = reasonOf(undefined);
    const reason = {
      code: noted.errorCode ?? unknown.code,
      message: noted.errorMessage ?? unknown.message,
    };
    if (isOpen(noted.status)) {
      await settle?.(tx);
      await endRound(tx, run, "failed", reason);
    }
    return { ...reason, stage: noted.stage };
  });
}
