import "server-only";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { understoodAlone } from "./follow-up";
import { recentMessages } from "./repository";

/** A visitor's question as it can be understood alone: one that goes on, with the one it goes on from. */
export async function readAlone(
  tx: TenantTransaction,
  { id, conversationId, text }: { id: string; conversationId: string; text: string },
): Promise<string> {
  const history = await recentMessages(tx, conversationId, id);
  return understoodAlone({ question: text, history });
}

/** Whether anybody has asked the organization's front desk anything. */
export async function hasConversations(context: TenantContext): Promise<boolean> {
  const first = await withTenant(context, (tx) =>
    tx.conversation.findFirst({ select: { id: true } }),
  );
  return first !== null;
}
