import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withAuthLookup, withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext, TenantOwner } from "@/lib/tenancy/context";
import { permissionsOfRole, type TenantRoleName } from "@/lib/tenancy/permissions";
import { findFirstOrganization } from "@/lib/tenancy/tenant-lookup";
import { newOrganization } from "../new-organization";
import { endAllSessions, insertOrganization, insertTenant } from "../repository";
import { asOwner } from "./as-owner";
import { takeAddition } from "./organization-service";
import {
  belongsTo,
  countTenantOwners,
  findTenantRole,
  putTenantRole,
  setTenantName,
} from "./repository";
import { tenantRefusalOf } from "./terms";

/** Makes a tenant with one organization of the same name, both the person's own. */
export async function createBusiness(
  { userId, traceId }: { userId: string; traceId: string },
  { name }: { name: string },
): Promise<{ organizationSlug: string }> {
  await takeAddition(userId);
  const context: TenantContext = {
    tenantId: newId(),
    organizationId: newId(),
    actor: { kind: "user", id: userId },
    permissions: permissionsOfRole("owner"),
    traceId,
  };
  const organization = newOrganization(userId, name);
  await withTenant(context, async (tx) => {
    await insertTenant(tx, context, { userId, name });
    await insertOrganization(tx, context, organization);
    await recordAudit(tx, context, "tenant.created", [context.tenantId]);
  });
  return { organizationSlug: organization.slug };
}

export async function renameTenant(owner: TenantOwner, { name }: { name: string }): Promise<void> {
  await asOwner(owner, await findFirstOrganization(owner.tenantId), async (tx, context) => {
    if (await setTenantName(tx, name))
      await recordAudit(tx, context, "tenant.renamed", [owner.tenantId]);
  });
}

/** The role that a person has in the tenant. Throws what keeps it from being another. */
async function judge(
  tx: TenantTransaction,
  { userId, role }: { userId: string; role: TenantRoleName | null },
  isMember: boolean,
): Promise<TenantRoleName | undefined> {
  const from = await findTenantRole(tx, userId);
  if (!from && !(isMember && role)) throw notFound("The person");
  const refusal = tenantRefusalOf({ from, to: role, owners: await countTenantOwners(tx) });
  if (refusal) throw new AppError("conflict", refusal);
  return from;
}

/**
 * Gives a person a role in the tenant, or takes it away. Whom somebody else changes is signed out everywhere, all or
 * nothing: out of other tenants too, so none may give roles without end. Throws `not_found` for who has none and belongs to
 * none of its organizations, `conflict` for the last owner, and `rate_limited`.
 */
export async function setTenantRole(
  owner: TenantOwner,
  change: { userId: string; role: TenantRoleName | null },
): Promise<void> {
  const { userId, role } = change;
  const own = userId === owner.userId;
  const isMember = await withAuthLookup((tx) => belongsTo(tx, owner.tenantId, userId));
  const organizationId = await findFirstOrganization(owner.tenantId);
  if (role && !own) {
    const from = await asOwner(owner, organizationId, (tx) => judge(tx, change, isMember));
    const calls = env().RATE_LIMIT_ROLE_CHANGES_PER_HOUR;
    const limit = { name: "tenant-role-change", calls, perSeconds: 3600 };
    if (from !== role) await takeFromLimit(limit, `${owner.tenantId} ${userId}`);
  }
  await asOwner(
    owner,
    organizationId,
    async (tx, context) => {
      if ((await judge(tx, change, isMember)) === role) return false;
      await putTenantRole(tx, context, change);
      await recordAudit(tx, context, "tenant.role_changed", [userId]);
      return true;
    },
    async (tx, changed) => {
      if (changed && !own) await endAllSessions(tx, userId);
    },
  );
}
