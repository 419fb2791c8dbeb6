import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
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
import { tenantRefusalOf } from "./schema";

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
    await recordAudit(tx, context, "account.created", [context.tenantId]);
  });
  return { organizationSlug: organization.slug };
}

export async function renameTenant(owner: TenantOwner, { name }: { name: string }): Promise<void> {
  await asOwner(owner, await findFirstOrganization(owner.tenantId), async (tx, context) => {
    if (await setTenantName(tx, name))
      await recordAudit(tx, context, "tenant.renamed", [owner.tenantId]);
  });
}

/** Being given a role signs a person out of other businesses too, so none may do it without end. */
async function takeGiving({ tenantId }: TenantOwner, userId: string): Promise<void> {
  const calls = env().RATE_LIMIT_ROLE_CHANGES_PER_HOUR;
  const limit = { name: "tenant-role-change", calls, perSeconds: 3600 };
  await takeFromLimit(limit, `${tenantId} ${userId}`);
}

/**
 * Gives a person a role in the tenant, or takes it away. Whom somebody else changes is signed out everywhere. Throws `not_found` for who has none and belongs to none of its
 * organizations, `conflict` for the last owner, and `rate_limited`.
 */
export async function setTenantRole(
  owner: TenantOwner,
  { userId, role }: { userId: string; role: TenantRoleName | null },
): Promise<void> {
  if (role && userId !== owner.userId) await takeGiving(owner, userId);
  const member = await withAuthLookup((tx) => belongsTo(tx, owner.tenantId, userId));
  const changed = await asOwner(
    owner,
    await findFirstOrganization(owner.tenantId),
    async (tx, context) => {
      const from = await findTenantRole(tx, userId);
      if (!from && !(member && role)) throw notFound("The person");
      const owners = await countTenantOwners(tx);
      const refusal = tenantRefusalOf({ from, to: role, owners });
      if (refusal) throw new AppError("conflict", refusal);
      if (from === role) return false;
      await putTenantRole(tx, context, { userId, role });
      await recordAudit(tx, context, "tenant.role_changed", [userId]);
      return true;
    },
  );
  // The role is read at each call, so nothing of the old one is left should this fail.
  if (changed && userId !== owner.userId) await withAuthLookup((tx) => endAllSessions(tx, userId));
}
