import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import { withEngine } from "@/lib/platform/db/transaction";

/** One page of all organizations by id, for sweeps: ids alone, whatever the tenant. */
export async function listOrganizations(
  after: string | undefined,
  limit: number,
): Promise<Scope[]> {
  const rows = await withEngine((tx) =>
    tx.organization.findMany({
      where: after === undefined ? {} : { id: { gt: after } },
      select: { tenantId: true, id: true },
      orderBy: { id: "asc" },
      take: limit,
    }),
  );
  return rows.map(({ tenantId, id }) => ({ tenantId, organizationId: id }));
}
