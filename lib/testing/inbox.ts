import { newId } from "@/lib/core/ids";
import { reply } from "@/lib/domains/chat/inbox/reply-service";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import type { RoleName } from "@/lib/tenancy/permissions";
import { addParty, type Party } from "./attacks/parties";
import { HOURS } from "./bakery";
import { chatOf, type Chat } from "./chat";
import { addIndexed, textOf } from "./knowledge";
import { memberOf } from "./organization";

/** A business with members of each role and a visitor's way in. */
export interface Inbox {
  party: Party;
  chat: Chat;
  as: (role: RoleName) => TenantContext;
}

export async function openInbox(): Promise<Inbox> {
  const party = await addParty();
  await addIndexed(party.context, [textOf("Opening hours", HOURS)]);
  const chat = await chatOf(party.context);
  return { party, chat, as: (role) => memberOf(party, role) };
}

/** A conversation's row as it is now. */
export const conversationOf = ({ party }: Inbox, id: string) =>
  withTenant(party.context, (tx) => tx.conversation.findFirstOrThrow({ where: { id } }));

export async function seenOf(inbox: Inbox, id: string) {
  const { version } = await conversationOf(inbox, id);
  return { id, version };
}

/** The messages of a conversation, oldest first. */
export const messagesOf = ({ party }: Inbox, conversationId: string) =>
  withTenant(party.context, (tx) =>
    tx.message.findMany({ where: { conversationId }, orderBy: { id: "asc" } }),
  );

/** Changes a conversation's row behind everybody's back, as time or another version of the product would. */
export const setConversation = (
  { party }: Inbox,
  id: string,
  data: { snoozedUntil?: Date; personMailAt?: Date; lastMessageAt?: Date; visitorName?: string },
) => withTenant(party.context, (tx) => tx.conversation.updateMany({ where: { id }, data }));

/** Sends what a member typed, seeing the present version. */
export async function replyAs(inbox: Inbox, role: RoleName, id: string, text: string) {
  const seen = await seenOf(inbox, id);
  return reply(inbox.as(role), { ...seen, text, clientMessageId: newId() });
}
