import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "./context";

export type AuditAction =
  | "account.created"
  | "document.created"
  | "document.updated"
  | "document.deleted"
  | "document.reindexed"
  | "widget.origins_changed"
  | "api_key.created"
  | "api_key.revoked";

/** Writes who did what to which record, in the transaction of the deed itself. */
export async function recordAudit(
  tx: TenantTransaction,
  context: TenantContext,
  action: AuditAction,
  recordIds: readonly string[],
): Promise<void> {
  await tx.auditEvent.createMany({
    data: recordIds.map((recordId) => ({
      ...ownedBy(context),
      id: newId(),
      actorKind: context.actor.kind,
      actorId: context.actor.id,
      action,
      recordId,
      traceId: context.traceId,
    })),
  });
}
