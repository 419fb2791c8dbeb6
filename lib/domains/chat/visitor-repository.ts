import "server-only";
import type { Visitor } from "@/lib/domains/access/widget/identity-service";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

export async function findKnownVisitor(tx: TenantTransaction, conversationId: string) {
  return tx.conversation.findFirstOrThrow({
    where: { id: conversationId },
    select: { visitorId: true, visitorVerified: true },
  });
}

/**
 * Keeps who the visitor is. Proved name and address take the place of both, so that nothing typed elsewhere passes for
 * proved; without proof, what is not told anew stays as it was.
 */
export async function updateVisitor(
  tx: TenantTransaction,
  conversationId: string,
  { id, name, email, verified, contactVerified }: Visitor,
): Promise<void> {
  const contact = contactVerified
    ? { visitorName: name ?? null, visitorEmail: email ?? null }
    : {
        ...(name !== undefined && { visitorName: name }),
        ...(email !== undefined && { visitorEmail: email }),
      };
  await tx.conversation.updateMany({
    where: { id: conversationId },
    data: {
      visitorId: id ?? null,
      visitorVerified: verified,
      visitorContactVerified: contactVerified,
      ...contact,
    },
  });
}
