import "server-only";
import { z } from "zod";
import { AppError, notFound } from "@/lib/core/errors";
import type { TraceContext } from "@/lib/platform/log/trace";
import type { TenantOwner } from "@/lib/tenancy/context";
import type { SessionOwner } from "@/lib/tenancy/lookup";
import { findTenantMembership } from "@/lib/tenancy/tenant-lookup";
import { countFor, perform, signedIn, type ActionResult } from "./define-action";
import { validate } from "./validate";

/** An action of a tenant's owner. */
export interface TenantAction<I, T> {
  (tenantId: string, input: I): Promise<ActionResult<T>>;
  ofTenantOwner: true;
}

async function requireTenantOwner(owner: SessionOwner, tenantId: string): Promise<void> {
  // A client may send anything in its place.
  if (!z.uuid().safeParse(tenantId).success) throw notFound("The business");
  const membership = await findTenantMembership(owner.userId, tenantId);
  if (!membership) throw notFound("The business");
  if (membership.requiresTwoFactor && !owner.secondStep) {
    throw new AppError(
      "two_factor_required",
      "This business asks for two-factor sign-in. Turn it on in your account.",
    );
  }
  if (membership.role !== "owner")
    throw new AppError("forbidden", "Only an owner of the business may do this.");
}

/**
 * A server action of a tenant's owner on the tenant and its organizations: own origin, session, rate limit, ownership of
 * the tenant with this id and a strict schema, before the handler runs. A foreign tenant and an unknown one are not found
 * alike. Never throws; a failure is a problem document.
 */
export function defineTenantAction<I, T>(definition: {
  service: TraceContext["service"];
  input: z.ZodType<I>;
  handler: (input: I, owner: TenantOwner) => Promise<T>;
}): TenantAction<I, T> {
  const action = (tenantId: string, input: I) =>
    perform(definition.service, async (traceId) => {
      const { owner } = await signedIn();
      await countFor(owner.userId);
      await requireTenantOwner(owner, tenantId);
      const { userId } = owner;
      const valid = validate(definition.input, input, "input");
      return definition.handler(valid, { tenantId, userId, traceId });
    });
  return Object.assign(action, { ofTenantOwner: true as const });
}
