import "server-only";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { EVENTS, type EventName } from "./contracts";

/**
 * Puts an event that an engine works at back into the outbox when its organization is archived: there it waits until it is
 * restored. Returns whether it did. A repeat leaves a second one, which does no harm.
 */
export async function setAsideIfArchived(event: {
  name: string;
  data?: unknown;
}): Promise<boolean> {
  const contract = EVENTS[event.name as EventName] as (typeof EVENTS)[EventName] | undefined;
  const parsed = contract?.safeParse(event.data);
  if (!parsed?.success) return false;
  const { data } = parsed;
  const { tenantId, organizationId, traceId } = data;
  return withTenant(data, async (tx) => {
    const organization = await tx.organization.findFirst({ select: { archivedAt: true } });
    if (!organization?.archivedAt) return false;
    // Another id than before: an engine drops an event that it knows.
    const row = { tenantId, organizationId, traceId, id: newId(), name: event.name, data };
    await tx.outboxEvent.create({ data: row, select: { id: true } });
    return true;
  });
}
