import { createHash } from "node:crypto";
import pg from "pg";
import { logged } from "../captured-log";
import { tenantTables } from "../canaries";
import { indexJob } from "../knowledge";
import { addParty, type Party } from "./parties";
import { nobodies, type Principal } from "./principals";

/** Who is attacked, who attacks, and what tells whether an attack found or changed anything. */
export interface Arena {
  victim: Party;
  /** Of another tenant, and of another organization of the same tenant. */
  attackers: { stranger: Party; neighbour: Party };
  /** Credentials that open nothing. */
  nobodies: Principal[];
  /** Counts one call. */
  count: () => void;
  /** All that belongs to the victim, as one hash. */
  stateOfVictim: () => Promise<string>;
  /** Runs attacks and says what of the victim's they changed or brought into the log. */
  harmOf: (attacks: () => Promise<void>) => Promise<string[]>;
  /** Prints how many calls there were. */
  close: (of: string) => Promise<void>;
}

/** What of a party's stands in a text: it belongs in nothing that others are shown. */
export function findSecrets(text: string, { canary, records, keys }: Party): string[] {
  const secrets = [canary, ...Object.values(records), ...Object.values(keys)] as string[];
  return secrets.filter((secret) => text.includes(secret));
}

export async function openArena(ownerUrl: string): Promise<Arena> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const victim = await addParty();
  const attackers = {
    stranger: await addParty(),
    neighbour: await addParty(victim.context.tenantId),
  };
  for (const { context, records } of [victim, attackers.stranger, attackers.neighbour])
    await indexJob(context, records.jobId);
  const everyRow = (await tenantTables(owner))
    .map(
      (name) => `SELECT '${name}' || to_jsonb(t)::text AS row FROM ${name} t WHERE tenant_id = $1`,
    )
    .join(" UNION ALL ");
  let calls = 0;
  const arena: Arena = {
    victim,
    attackers,
    nobodies: await nobodies(victim),
    count: () => {
      calls += 1;
    },
    stateOfVictim: async () => {
      const { tenantId, organizationId } = victim.context;
      const { rows } = await owner.query<{ row: string }>(`${everyRow} ORDER BY 1`, [tenantId]);
      const own = rows.map(({ row }) => row).filter((row) => row.includes(organizationId));
      return createHash("sha256").update(own.join("\n")).digest("hex");
    },
    harmOf: async (attacks) => {
      const [before, began] = [await arena.stateOfVictim(), logged.length];
      await attacks();
      const told = findSecrets(logged.slice(began).join(""), victim);
      return [
        ...told.map((secret) => `${secret} is in the log`),
        ...((await arena.stateOfVictim()) === before
          ? []
          : ["the victim's rows are not as before"]),
      ];
    },
    close: async (of) => {
      await owner.end();
      console.log(`${calls} calls of ${of}, each with another caller or place of an id`);
    },
  };
  return arena;
}
