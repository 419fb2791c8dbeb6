import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";

/** How many transcripts of a conversation were asked for since then. */
export async function countTranscripts(
  tx: TenantTransaction,
  conversationId: string,
  since: Date,
): Promise<number> {
  return tx.transcript.count({ where: { conversationId, createdAt: { gte: since } } });
}

export async function insertTranscript(
  tx: TenantTransaction,
  context: TenantContext,
  transcript: { conversationId: string; email: string; language: string },
): Promise<string> {
  const id = newId();
  await tx.transcript.createMany({ data: { ...ownedBy(context), id, ...transcript } });
  return id;
}

/** One that waits to be sent, with its address. */
export async function findTranscript(tx: TenantTransaction, id: string) {
  const row = await tx.transcript.findFirst({
    where: { id },
    select: { conversationId: true, email: true, language: true },
  });
  return row?.email ? { ...row, email: row.email } : undefined;
}

/** Forgets an address, since its mail was sent. */
export async function forgetAddress(tx: TenantTransaction, id: string): Promise<void> {
  await tx.transcript.updateMany({ where: { id }, data: { email: null } });
}

/** Removes what was asked for before then. Returns how many. */
export async function deleteTranscripts(tx: TenantTransaction, before: Date): Promise<number> {
  return (await tx.transcript.deleteMany({ where: { createdAt: { lt: before } } })).count;
}
