import "server-only";
import { withOps } from "@/lib/platform/db/transaction";
import { listTenants } from "./repository";
import type { TenantPage, TenantQuery } from "./schema";

/** One page of the installation's tenants, the newest first: names, numbers and moments, no content. */
export async function readTenants(query: TenantQuery): Promise<TenantPage> {
  const rows = await withOps((tx) => listTenants(tx, query));
  const page = rows.slice(0, query.limit);
  return {
    tenants: page.map(({ createdAt, lastActivityAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      plan: null,
      lastActivityAt: lastActivityAt?.toISOString() ?? null,
    })),
    nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
}
