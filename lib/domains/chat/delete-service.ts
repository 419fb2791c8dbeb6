import "server-only";
import { notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { eraseConversation } from "./visitor/repository";

/**
 * Deletes a conversation for good, for its visitor or a member, and writes down that it was: by that the open inboxes
 * hear of it, and the visitor's panel by its row that is gone. Says how many leads stay, without a link to it. Throws
 * `not_found`.
 */
export async function deleteConversation(
  context: TenantContext,
  id: string,
): Promise<{ leadsKept: number }> {
  return withTenant(context, async (tx) => {
    const erased = await eraseConversation(tx, id);
    if (!erased) throw notFound("The conversation");
    await recordAudit(tx, context, "conversation.deleted", [id]);
    return erased;
  });
}
