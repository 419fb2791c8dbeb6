import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { listGaps } from "./repository";

/** The open gaps of most conversations, each by its most typical question. */
export async function topGaps(
  tx: TenantTransaction,
  scope: Scope,
  limit: number,
): Promise<{ title: string; conversations: number }[]> {
  const rows = await listGaps(tx, scope, { status: "open", after: undefined, limit });
  return rows.map(({ title, conversations }) => ({ title, conversations }));
}
