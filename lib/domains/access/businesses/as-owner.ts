import "server-only";
import { AppError } from "@/lib/core/errors";
import {
  withTenant,
  type RawTransaction,
  type TenantTransaction,
} from "@/lib/platform/db/transaction";
import type { TenantContext, TenantOwner } from "@/lib/tenancy/context";
import { holdTenant } from "./repository";

/**
 * Does something to a tenant in one transaction, bound to one of its organizations, under the tenant's lock: that the
 * person owns it is read there, so that what was true when the request began does not decide. `afterwards` is that of
 * `withTenant`. Throws `forbidden`.
 */
export function asOwner<T>(
  owner: TenantOwner,
  organizationId: string,
  deed: (tx: TenantTransaction, context: TenantContext) => Promise<T>,
  afterwards?: (tx: RawTransaction, result: T) => Promise<void>,
): Promise<T> {
  const { tenantId, userId, traceId } = owner;
  const context: TenantContext = {
    tenantId,
    organizationId,
    actor: { kind: "user", id: userId },
    // Of the tenant as a whole: it gives nothing inside an organization.
    permissions: new Set(),
    traceId,
  };
  const asked = async (tx: TenantTransaction) => {
    if (!(await holdTenant(tx, owner)))
      throw new AppError("forbidden", "You do not own this business any more.");
    return deed(tx, context);
  };
  return withTenant(context, asked, afterwards);
}
