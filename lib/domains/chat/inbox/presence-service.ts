import "server-only";
import { notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { hasConversation } from "./conversation-repository";
import { noteMemberTyping, noteSeen, putPresence } from "./presence-repository";
import type { PresenceInput } from "./schema";

/**
 * Notes that a member has the inbox open, which conversation they look at and whether they write. Only who may answer takes
 * the mark of the unread off, and is shown as writing. Throws `not_found` for a conversation that is none.
 */
export async function showPresence(context: TenantContext, input: PresenceInput): Promise<void> {
  const { conversationId: id } = input;
  const answers = context.permissions.has("conversations:reply");
  const typing = answers && input.typing;
  await withTenant(context, async (tx) => {
    if (id !== null && !(await hasConversation(tx, id))) throw notFound("The conversation");
    await putPresence(tx, context, { conversationId: id, typing });
    if (id === null || !answers) return;
    await noteSeen(tx, id);
    if (typing) await noteMemberTyping(tx, id);
  });
}
