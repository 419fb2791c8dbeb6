import "server-only";
import { notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { countOpenFlags, listFlags, setDismissed, type FlagRow } from "./repository";
import { flagView, type FlagList, type FlagQuery, type FlagView } from "./schema";

function toFlagView(row: FlagRow): FlagView {
  const { id, kind, first, second, differences, createdAt, dismissedAt } = row;
  const [a, b] = [
    { documentId: row.firstDocumentId, heading: row.firstHeading, text: row.firstText },
    { documentId: row.secondDocumentId, heading: row.secondHeading, text: row.secondText },
  ];
  return flagView.parse({
    ...{ id, kind, differences },
    first: { ...a, ...first },
    second: { ...b, ...second },
    createdAt: createdAt.toISOString(),
    dismissedAt: dismissedAt?.toISOString() ?? null,
  });
}

/** One page of what is said twice or differently, newest first, and how much of it is open. */
export async function readFlags(context: TenantContext, query: FlagQuery): Promise<FlagList> {
  return withTenant(context, async (tx) => {
    const rows = await listFlags(tx, query);
    const page = rows.slice(0, query.limit);
    return {
      flags: page.map(toFlagView),
      counts: await countOpenFlags(tx),
      nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    };
  });
}

/** Puts a flag aside until one of its passages changes, or takes it up again. Throws `not_found`. */
export async function dismiss(
  context: TenantContext,
  flag: { id: string; dismissed: boolean },
): Promise<{ id: string; dismissed: boolean }> {
  return withTenant(context, async (tx) => {
    if (!(await setDismissed(tx, flag))) throw notFound("The pair");
    const action = flag.dismissed ? "knowledge_flag.dismissed" : "knowledge_flag.reopened";
    await recordAudit(tx, context, action, [flag.id]);
    return flag;
  });
}
