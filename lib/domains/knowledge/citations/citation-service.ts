import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { countCitations } from "./repository";

/**
 * Notes in the transaction that keeps an answer which documents it cites, each once. What members ask on trial is not
 * counted: the figures say what visitors were answered from.
 */
export async function noteCited(
  tx: TenantTransaction,
  context: TenantContext,
  documentIds: readonly string[],
): Promise<void> {
  if (context.actor.kind === "user" || documentIds.length === 0) return;
  await countCitations(tx, context, [...new Set(documentIds)]);
}
