import "server-only";
import { z } from "zod";
import { AppError, notFound } from "@/lib/core/errors";
import { extendTrace, type Service } from "@/lib/platform/log/trace";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext, TenantOwner } from "@/lib/tenancy/context";
import type { SessionOwner } from "@/lib/tenancy/lookup";
import { findFirstOrganization, findTenantMembership } from "@/lib/tenancy/tenant-lookup";
import { countFor, perform, signedIn, type ActionResult } from "./define-action";
import { validate } from "./validate";

/** An action of a tenant's owner. */
export interface TenantAction<I, T> {
  (tenantId: string, input: I): Promise<ActionResult<T>>;
  ofTenantOwner: true;
}

/** Throws `forbidden`, and writes down who was refused, as the lack of a permission inside an organization is. */
async function refuse({ tenantId, userId, traceId }: TenantOwner): Promise<never> {
  const context: TenantContext = {
    tenantId,
    organizationId: await findFirstOrganization(tenantId),
    actor: { kind: "user", id: userId },
    permissions: new Set(),
    traceId,
  };
  await withTenant(context, (tx) => recordAudit(tx, context, "permission.refused", ["tenant:own"]));
  throw new AppError("forbidden", "Only an owner of the business may do this.");
}

async function requireTenantOwner(session: SessionOwner, owner: TenantOwner): Promise<void> {
  // A client may send anything in its place.
  if (!z.uuid().safeParse(owner.tenantId).success) throw notFound("The business");
  const membership = await findTenantMembership(owner.userId, owner.tenantId);
  if (!membership) throw notFound("The business");
  if (membership.requiresTwoFactor && !session.secondStep) {
    throw new AppError(
      "two_factor_required",
      "This business asks for two-factor sign-in. Turn it on in your account.",
    );
  }
  if (membership.role !== "owner") await refuse(owner);
}

/**
 * A server action of a tenant's owner on the tenant and its organizations: own origin, session, rate limit, ownership of
 * the tenant with this id and a strict schema, before the handler runs. A foreign tenant and an unknown one are not found
 * alike. Never throws; a failure is a problem document.
 */
export function defineTenantAction<I, T>(definition: {
  service: Service;
  input: z.ZodType<I>;
  handler: (input: I, owner: TenantOwner) => Promise<T>;
}): TenantAction<I, T> {
  const action = (tenantId: string, input: I) =>
    perform(definition.service, async (traceId) => {
      const { owner: session } = await signedIn();
      const owner = { tenantId, userId: session.userId, traceId };
      await countFor(owner.userId);
      await requireTenantOwner(session, owner);
      extendTrace({ tenantId });
      return definition.handler(validate(definition.input, input, "input"), owner);
    });
  return Object.assign(action, { ofTenantOwner: true as const });
}
