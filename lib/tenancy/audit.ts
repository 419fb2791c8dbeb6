import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { AuditAction } from "./audit-actions";
import { networkName } from "./audit-network";
import { ownedBy, type TenantContext } from "./context";

/** Writes who did what to which record from where, in the transaction of the deed itself. */
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
      network: networkName(context.tenantId),
      traceId: context.traceId,
    })),
  });
}
