import pg from "pg";
import { type End, findFault, START } from "./check-seal.ts";
import { eachSeal, entriesOf, findLostSeal, findUnsealed } from "./rows.ts";

export type Verdict = {
  tenantId: string;
  seals: number;
  rows: number;
  /** Rows of organizations that were deleted: their hashes stand in the chain, they themselves are gone. */
  goneWithOrganization: number;
  unsealed: number;
  /** The hash of the last seal; undefined where there is none. */
  head: string | undefined;
  /** The first thing that is broken; the counts end there. */
  fault: string | undefined;
};

/** Works inside one transaction, so that what is sealed meanwhile is no difference; in one tenant, or in none. */
async function asAuditor<T>(client: pg.Client, tenantId: string, work: () => Promise<T>) {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    await client.query(
      "SELECT set_config('role', 'frontdesk_audit', true), set_config('app.tenant_id', $1, true)",
      [tenantId],
    );
    return await work();
  } finally {
    await client.query("ROLLBACK");
  }
}

async function followChain(client: pg.Client, tenantId: string, noted: string | undefined) {
  let end: End = START;
  let goneWithOrganization = 0;
  let notedSeen = noted === undefined;
  const verdict = (unsealed: number, fault: string | undefined): Verdict => ({
    tenantId,
    seals: end.sequence,
    rows: end.position,
    goneWithOrganization,
    unsealed,
    head: end.sequence > 0 ? end.hash : undefined,
    fault,
  });
  for await (const seal of eachSeal(client, tenantId)) {
    const entries = await entriesOf(client, tenantId, seal.sequence);
    const fault = findFault(seal, entries, end);
    if (fault) return verdict(0, fault);
    goneWithOrganization += entries.filter(({ event }) => event === null).length;
    notedSeen ||= seal.hash === noted;
    end = { ...seal, position: seal.lastPosition };
  }
  const lost = await findLostSeal(client, tenantId, end.sequence);
  if (lost !== undefined) return verdict(0, `seal ${lost} is missing`);
  if (!notedSeen) {
    return verdict(
      0,
      `the chain has no seal ${noted}: its end was cut off, or it was written anew`,
    );
  }
  const { count, behind } = await findUnsealed(client, tenantId, end.completeUntil);
  const late = `row ${behind} was written behind the seals: its moment had been sealed without it`;
  return verdict(count, behind === undefined ? undefined : late);
}

/**
 * Follows the chain of every tenant in the database of `url` and says of each what is broken first.
 * @param heads a hash by tenant, as an earlier run printed it: the chain must still have it.
 */
export async function verifyAuditLogs(
  url: string,
  heads: ReadonlyMap<string, string>,
): Promise<Verdict[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tenants = await asAuditor(client, "", () =>
      client.query<{ id: string }>("SELECT id FROM tenant ORDER BY id"),
    );
    const ids = new Set([...tenants.rows.map(({ id }) => id), ...heads.keys()]);
    const verdicts: Verdict[] = [];
    for (const id of ids) {
      verdicts.push(await asAuditor(client, id, () => followChain(client, id, heads.get(id))));
    }
    return verdicts;
  } finally {
    await client.end();
  }
}
