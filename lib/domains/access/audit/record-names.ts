import "server-only";
import { z } from "zod";
import { addressesOf } from "@/lib/domains/knowledge/sources/names-service";
import { titlesOf } from "@/lib/domains/knowledge/titles-service";
import { gapTitlesOf } from "@/lib/domains/quality/gaps/names-service";
import { testQuestionsOf } from "@/lib/domains/quality/tests/names-service";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findOrganization } from "../repository";
import { findInvited, findKeyNames } from "./repository";
import { recordKindOf, type RecordKind } from "./terms";

interface Row {
  action: string;
  recordId: string | null;
}

type Ids = readonly string[];
type Names = ReadonlyMap<string, string>;

const byId = (rows: readonly { id: string; name: string }[]): Names =>
  new Map(rows.map(({ id, name }) => [id, name]));

/** How the records of a kind are called. Members are looked up where there is no tenant yet, so not here. */
const NAMES: Partial<
  Record<RecordKind, (tx: TenantTransaction, context: TenantContext, ids: Ids) => Promise<Names>>
> = {
  document: (tx, _, ids) => titlesOf(tx, ids),
  website: (tx, _, ids) => addressesOf(tx, ids),
  gap: (tx, context, ids) => gapTitlesOf(tx, context, ids),
  "test question": (tx, _, ids) => testQuestionsOf(tx, ids),
  key: async (tx, _, ids) => byId(await findKeyNames(tx, ids)),
  invitation: async (tx, _, ids) => byId(await findInvited(tx, ids)),
  // There is no other in its log.
  organization: async (tx, { organizationId }) => {
    const organization = await findOrganization(tx);
    return new Map(organization ? [[organizationId, organization.name]] : []);
  },
};

const isId = (text: string | null) => z.uuid().safeParse(text).success;

/** The ids of the records of one kind, each once. The log takes any text for one, and a look-up would not. */
export function recordsOf(rows: readonly Row[], kind: RecordKind): string[] {
  const of = rows.filter(({ action, recordId }) => recordKindOf(action) === kind && isId(recordId));
  return [...new Set(of.flatMap(({ recordId }) => recordId ?? []))];
}

/** What the records of events are called now, by their ids. */
export async function nameRecords(
  tx: TenantTransaction,
  context: TenantContext,
  rows: readonly Row[],
): Promise<Names> {
  const names = new Map<string, string>();
  for (const [kind, read] of Object.entries(NAMES)) {
    const ids = recordsOf(rows, kind as RecordKind);
    if (ids.length === 0) continue;
    for (const [id, name] of await read(tx, context, ids)) names.set(id, name);
  }
  return names;
}
