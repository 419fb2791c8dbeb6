import "server-only";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { takeFromLimit } from "@/lib/http/rate-limit";
import { renewOpenJobs } from "@/lib/domains/ops/jobs-service";
import { withTenant } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext, TenantOwner } from "@/lib/tenancy/context";
import { newOrganization } from "../new-organization";
import { insertOrganization } from "../repository";
import { asOwner } from "./as-owner";
import { findOrganizationId, setArchived, setOrganizationName } from "./repository";

/** Counts the businesses and organizations that a person adds. Throws `rate_limited`. */
export function takeAddition(userId: string): Promise<void> {
  const calls = env().RATE_LIMIT_ORGANIZATIONS_PER_HOUR;
  return takeFromLimit({ name: "organization", calls, perSeconds: 3600 }, userId);
}

/** Adds an organization to a tenant; who adds it becomes its owner. */
export async function addOrganization(
  owner: TenantOwner,
  { name }: { name: string },
): Promise<{ organizationSlug: string }> {
  await takeAddition(owner.userId);
  const organization = newOrganization(owner.userId, name);
  await asOwner(owner, newId(), async (tx, context) => {
    await insertOrganization(tx, context, organization);
    await recordAudit(tx, context, "organization.created", [context.organizationId]);
  });
  return { organizationSlug: organization.slug };
}

/**
 * Puts an organization away, or takes it back into use. What it has is kept: the policies of those roles that find out who
 * calls and what is due hide it meanwhile. Throws `not_found` for an organization of another tenant.
 */
export async function archiveOrganization(
  owner: TenantOwner,
  { organizationId, archived }: { organizationId: string; archived: boolean },
): Promise<void> {
  await asOwner(owner, organizationId, async (tx, context) => {
    if (!(await findOrganizationId(tx))) throw notFound("The organization");
    if (!(await setArchived(tx, archived))) return;
    if (!archived) await renewOpenJobs(tx);
    const action = archived ? "organization.archived" : "organization.restored";
    await recordAudit(tx, context, action, [organizationId]);
  });
  // Events have waited for it.
  if (!archived) wakeRelay();
}

/** Gives an organization another name. Its address stays, so that what leads to it still does. */
export async function renameOrganization(
  context: TenantContext,
  { name }: { name: string },
): Promise<void> {
  await withTenant(context, async (tx) => {
    if (await setOrganizationName(tx, name))
      await recordAudit(tx, context, "organization.renamed", [context.organizationId]);
  });
}
