import "server-only";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findKeyNames, findUserNames, listEvents } from "./repository";
import {
  auditEventView,
  type AuditEventView,
  type AuditFilter,
  type AuditPage,
  type AuditQuery,
} from "./schema";

/** An export ends here, and says so: more is asked for in parts, by time. */
const MAX_EXPORT = 10_000;
const EXPORT_PAGE = 1_000;

/** One page of what was done in the organization, newest first, with the names of those who did it. */
export async function readAudit(context: TenantContext, query: AuditQuery): Promise<AuditPage> {
  const { rows, keys } = await withTenant(context, async (tx) => {
    const rows = await listEvents(tx, query);
    const keyIds = rows.filter(({ actorKind }) => actorKind === "api_key");
    return {
      rows,
      keys: await findKeyNames(tx, [...new Set(keyIds.map(({ actorId }) => actorId))]),
    };
  });
  const userIds = rows.filter(({ actorKind }) => actorKind === "user");
  const users = await withAuthLookup((tx) =>
    findUserNames(tx, [...new Set(userIds.map(({ actorId }) => actorId))]),
  );
  const names = new Map([...keys, ...users].map(({ id, name }) => [id, name]));
  const page = rows.slice(0, query.limit);
  return {
    events: page.map(({ actorKind, actorId, at, ...row }) =>
      auditEventView.parse({
        ...row,
        at: at.toISOString(),
        actor: { kind: actorKind, id: actorId, name: names.get(actorId) ?? null },
      }),
    ),
    nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The newest events of a filter, at most `MAX_EXPORT`, and whether there are older ones. */
export async function newestEvents(
  context: TenantContext,
  filter: AuditFilter,
): Promise<{ events: AuditEventView[]; isCut: boolean }> {
  const events: AuditEventView[] = [];
  let cursor: string | undefined;
  while (events.length < MAX_EXPORT) {
    const page = await readAudit(context, { ...filter, cursor, limit: EXPORT_PAGE });
    events.push(...page.events);
    if (page.nextCursor === null) return { events, isCut: false };
    cursor = page.nextCursor;
  }
  return { events, isCut: true };
}
