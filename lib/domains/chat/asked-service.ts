import "server-only";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";

/** Whether anybody has asked the organization's front desk anything. */
export async function hasConversations(context: TenantContext): Promise<boolean> {
  const first = await withTenant(context, (tx) =>
    tx.conversation.findFirst({ select: { id: true } }),
  );
  return first !== null;
}
