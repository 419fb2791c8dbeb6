import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { EventData, EventName } from "./contracts";

/**
 * Puts an event that an engine works at back into the outbox when its organization is archived: there it waits until it is
 * restored. Returns whether it did. A repeat leaves a second one, which does no harm.
 */
export async function setAsideIfArchived<N extends EventName>(
  tx: TenantTransaction,
  name: N,
  data: EventData<N>,
): Promise<boolean> {
  const { tenantId, organizationId, traceId } = data;
  const organization = await tx.organization.findFirst({ select: { archivedAt: true } });
  if (!organization?.archivedAt) return false;
  // Another id than before: an engine drops an event that it knows.
  const row = { tenantId, organizationId, traceId, id: newId(), name, data };
  await tx.outboxEvent.create({ data: row, select: { id: true } });
  return true;
}
