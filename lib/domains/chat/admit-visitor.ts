import "server-only";
import { notFound } from "@/lib/core/errors";
import { identityRequired, readVisitor } from "@/lib/domains/access/widget/identity-service";
import type { VisitorIdentity } from "@/lib/domains/access/widget/schema";
import type { Caller } from "@/lib/http/authenticate";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { findKnownVisitor, updateVisitor } from "./visitor-repository";

/**
 * Notes who a conversation's visitor is, once its row is locked. What was proved stays: a visitor who is only said to be
 * somebody changes nothing of it. Throws `not_found` where the conversation is another person's, as for one that is not
 * there, and `forbidden` to a visitor's page without proof where the owner asks for it.
 */
export async function admitVisitor(
  tx: TenantTransaction,
  caller: Caller,
  conversationId: string,
  identity: VisitorIdentity | undefined,
): Promise<void> {
  if (caller !== "publishable" && !identity) return;
  const { visitor, required } = await readVisitor(tx, identity);
  const known = await findKnownVisitor(tx, conversationId);
  if (visitor?.verified && known.visitorVerified && known.visitorId !== visitor.id)
    throw notFound("The conversation");
  const proved = known.visitorVerified || visitor?.verified === true;
  if (required && caller === "publishable" && !proved) throw identityRequired();
  if (visitor && (visitor.verified || !known.visitorVerified))
    await updateVisitor(tx, conversationId, visitor);
}
