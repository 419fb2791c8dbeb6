import "server-only";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";

/** Whether there is anything in the knowledge base, and whether search serves any of it yet. */
export async function readKnowledgeState(
  context: TenantContext,
): Promise<{ isEmpty: boolean; isSearchable: boolean }> {
  return withTenant(context, async (tx) => {
    const first = await tx.knowledgeDocument.findFirst({
      where: { deletedAt: null },
      select: { id: true },
    });
    const served = await tx.knowledgeDocument.findFirst({
      where: { deletedAt: null, liveRevision: { not: null } },
      select: { id: true },
    });
    const source = await tx.source.findFirst({ select: { id: true } });
    return { isEmpty: first === null && source === null, isSearchable: served !== null };
  });
}
