import "server-only";
import { newId } from "@/lib/core/ids";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";

export interface NewLead {
  conversationId: string;
  clientLeadId: string;
  name: string;
  email: string;
  message: string;
  fields: Record<string, string>;
  pageUrl: string | null;
}

/** Stores a lead once for each id of the visitor's. False when one of this id is there. */
export async function putLead(
  tx: TenantTransaction,
  context: TenantContext,
  lead: NewLead,
): Promise<boolean> {
  const { count } = await tx.lead.createMany({
    data: { ...ownedBy(context), id: newId(), ...lead },
    skipDuplicates: true,
  });
  return count === 1;
}

/** Whether the lead of this id is what is said again: of the same conversation and with the same words. */
export async function isSameLead(tx: TenantTransaction, lead: NewLead): Promise<boolean> {
  const { clientLeadId, conversationId, email, message } = lead;
  const found = await tx.lead.count({ where: { clientLeadId, conversationId, email, message } });
  return found === 1;
}

/** Says who the visitor is that asks for a person, and begins a handoff unless one is open. */
export async function askForPerson(
  tx: TenantTransaction,
  context: TenantContext,
  { conversationId, name, email }: NewLead,
): Promise<void> {
  await tx.conversation.updateMany({
    where: { id: conversationId },
    // Typed by the visitor: nobody has vouched for it.
    data: {
      visitorName: name,
      visitorEmail: email,
      visitorContactVerified: false,
      updatedAt: new Date(),
    },
  });
  const open = await tx.handoff.count({ where: { conversationId, endedAt: null } });
  if (open > 0) return;
  await tx.handoff.createMany({
    data: { ...ownedBy(context), id: newId(), conversationId, reason: "visitor_asked" },
  });
}

/** The message that a handoff has put into its conversation before. */
export async function findVisitorMessage(
  tx: TenantTransaction,
  conversationId: string,
  text: string,
): Promise<string | undefined> {
  const row = await tx.message.findFirst({
    where: { conversationId, role: "visitor", text, clientMessageId: null },
    select: { id: true },
    orderBy: { id: "desc" },
  });
  return row?.id;
}
