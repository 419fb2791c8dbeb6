import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { handOn, type Emitter } from "./gather";
import { lockSource } from "./repository";

/** What a sync has read until it is stopped or fails is indexed all the same. */
export async function keepWhatWasRead(
  tx: TenantTransaction,
  emitter: Emitter,
  sourceId: string,
): Promise<void> {
  const source = await lockSource(tx, emitter, sourceId);
  if (source) await handOn(tx, emitter, source);
}

/** Whether a sync may be done again: its source is there, and no newer one has taken its place. */
export async function mayResumeSync(
  tx: TenantTransaction,
  emitter: Emitter,
  sourceId: string,
  jobId: string,
): Promise<boolean> {
  const source = await lockSource(tx, emitter, sourceId);
  return source?.jobId === jobId;
}
