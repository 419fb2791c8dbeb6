import "server-only";
import { startJob } from "@/lib/domains/ops/jobs-service";
import type { Scope } from "@/lib/platform/db/scope";
import { onceCommitted, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { isAnswererPresent } from "./presence-repository";
import { claimMail, noteWaiting } from "./waiting-repository";

/**
 * Notes that a visitor waits for a person, in the transaction of what they wrote or asked for. Unless somebody who may answer
 * has the inbox open, the members are mailed by a job: once in a quarter of an hour for each conversation.
 */
export async function awaitPerson(
  tx: TenantTransaction,
  context: Scope & { traceId: string },
  conversationId: string,
): Promise<void> {
  await noteWaiting(tx, conversationId);
  if (await isAnswererPresent(tx)) return;
  if (!(await claimMail(tx, conversationId))) return;
  await startJob(tx, context, "chat.person_mail", conversationId);
  onceCommitted(wakeRelay);
}
