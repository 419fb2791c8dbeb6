import "server-only";
import { AppError } from "@/lib/core/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { readTwoFactor } from "./service";

/** Whether the tenant demands two-factor sign-in, and whether the person who asks may change that. */
export interface TwoFactorDemand {
  required: boolean;
  mayChange: boolean;
}

async function ownsTenant(tx: TenantTransaction, { actor }: TenantContext): Promise<boolean> {
  if (actor.kind !== "user") return false;
  const where = { userId: actor.id, role: "owner" } as const;
  return (await tx.tenantMembership.findFirst({ where, select: { userId: true } })) !== null;
}

export async function readTwoFactorDemand(context: TenantContext): Promise<TwoFactorDemand> {
  return withTenant(context, async (tx) => {
    const tenant = await tx.tenant.findFirst({ select: { requiresTwoFactor: true } });
    return {
      required: tenant?.requiresTwoFactor ?? false,
      mayChange: await ownsTenant(tx, context),
    };
  });
}

/**
 * Says whether the organizations of the tenant let in only who has passed a second step; it counts from everybody's next
 * call on. Throws `forbidden` for who does not own the tenant, and `two_factor_required` for who would lock themselves out.
 */
export async function demandTwoFactor(context: TenantContext, required: boolean): Promise<void> {
  const { on } = await readTwoFactor({ userId: context.actor.id });
  await withTenant(context, async (tx) => {
    if (!(await ownsTenant(tx, context))) {
      throw new AppError("forbidden", "Only an owner of the account may change this.");
    }
    if (required && !on) {
      throw new AppError("two_factor_required", "Turn it on for yourself first, in your account.");
    }
    const { count } = await tx.tenant.updateMany({
      where: { requiresTwoFactor: !required },
      data: { requiresTwoFactor: required },
    });
    if (count === 0) return;
    const action = required ? "two_factor.demanded" : "two_factor.no_longer_demanded";
    await recordAudit(tx, context, action, [context.tenantId]);
  });
}
