import "server-only";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { nameRecords, recordsOf } from "./record-names";
import { findKeyNames, findUserNames, listEvents } from "./repository";
import {
  auditEventView,
  type AuditEventView,
  type AuditFilter,
  type AuditPage,
  type AuditQuery,
} from "./schema";
import { recordKindOf } from "./terms";

/** An export ends here, and says so: more is asked for in parts, by time. */
const MAX_EXPORT = 10_000;
const EXPORT_PAGE = 1_000;

/** Where a member is the record, and not some other row of the same id. */
const memberName = (
  { action, recordId }: { action: string; recordId: string | null },
  names: ReadonlyMap<string, string>,
) => (recordId && recordKindOf(action) === "member" ? (names.get(recordId) ?? null) : null);

/** One page of what was done in the organization, newest first, with the names of those who did it and of what it was
 * done to. */
export async function readAudit(context: TenantContext, query: AuditQuery): Promise<AuditPage> {
  const { rows, keys, records } = await withTenant(context, async (tx) => {
    const rows = await listEvents(tx, query);
    const keyIds = rows.filter(({ actorKind }) => actorKind === "api_key");
    return {
      rows,
      keys: await findKeyNames(tx, [...new Set(keyIds.map(({ actorId }) => actorId))]),
      records: await nameRecords(tx, context, rows),
    };
  });
  const userIds = rows.filter(({ actorKind }) => actorKind === "user");
  const users = await withAuthLookup((tx) =>
    findUserNames(tx, [
      ...new Set([...userIds.map(({ actorId }) => actorId), ...recordsOf(rows, "member")]),
    ]),
  );
  const names = new Map([...keys, ...users].map(({ id, name }) => [id, name]));
  const page = rows.slice(0, query.limit);
  return {
    events: page.map(({ actorKind, actorId, at, ...row }) =>
      auditEventView.parse({
        ...row,
        at: at.toISOString(),
        recordName: row.recordId ? (records.get(row.recordId) ?? memberName(row, names)) : null,
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
