import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";

/** A website with a page of its own that was changed by hand. */
export async function addSite(
  context: TenantContext,
  canary: string,
): Promise<{ sourceId: string; editedPageId: string }> {
  const { tenantId, organizationId } = context;
  const [sourceId, editedPageId] = [newId(), newId()];
  const address = `https://${canary}-${sourceId}.example.test/`;
  await withTenant(context, async (tx) => {
    // An organization has a limit of sites. The oldest are records that others go on with.
    const oldest = await tx.source.findMany({ orderBy: { createdAt: "asc" }, take: 5 });
    await tx.source.deleteMany({ where: { id: { notIn: oldest.map(({ id }) => id) } } });
    await tx.source.create({
      data: { tenantId, organizationId, id: sourceId, kind: "site", address, schedule: "off" },
    });
    await tx.sourcePage.create({
      data: {
        ...{ tenantId, organizationId, sourceId, id: editedPageId, url: address },
        ...{ position: 0, status: "skipped", reason: "edited" },
      },
    });
  });
  return { sourceId, editedPageId };
}
