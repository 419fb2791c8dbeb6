import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Verdict, verifyAuditLogs } from "./audit/verify.ts";
import { withInstalledPostgres } from "./processes/embedded-postgres.ts";
import { loadDotEnv } from "./start/dot-env.ts";
import { readSettings } from "./start/settings.ts";

const usage = "usage: npm run audit:verify [-- --head <tenant id>=<hash> …]";

function readHeads(args: string[]): Map<string, string> {
  const { values } = parseArgs({ args, options: { head: { type: "string", multiple: true } } });
  return new Map(
    (values.head ?? []).map((head) => {
      const [, tenantId, hash] = /^([0-9a-f-]{36})=([0-9a-f]{64})$/.exec(head) ?? [];
      if (!tenantId || !hash) throw new Error(usage);
      return [tenantId, hash];
    }),
  );
}

function lineOf({ tenantId, seals, rows, goneWithOrganization, unsealed, head, fault }: Verdict) {
  if (fault) return `BROKEN tenant ${tenantId}: ${fault}`;
  const gone =
    goneWithOrganization > 0 ? ` (${goneWithOrganization} gone with an organization)` : "";
  return `tenant ${tenantId}: ${seals} seals, ${rows} rows sealed${gone}, ${unsealed} not yet; head ${head ?? "none"}`;
}

/** Prints what was found and returns whether nothing is broken. */
function report(verdicts: readonly Verdict[]): boolean {
  const sum = (count: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + count(verdict), 0);
  for (const verdict of verdicts) console.log(lineOf(verdict));
  const broken = verdicts.filter(({ fault }) => fault).length;
  if (broken > 0) {
    console.log(`The audit log is broken in ${broken} of ${verdicts.length} tenants.`);
    return false;
  }
  console.log(
    `${verdicts.length} tenants, ${sum(({ seals }) => seals)} seals, ${sum(({ rows }) => rows)} rows sealed, ${sum(({ unsealed }) => unsealed)} not yet: nothing is broken.`,
  );
  return true;
}

try {
  loadDotEnv();
  const heads = readHeads(process.argv.slice(2));
  const { dataFolder, databaseUrl } = readSettings(process.env, []);
  const verify = (url: string) => verifyAuditLogs(url, heads);
  const verdicts = databaseUrl
    ? await verify(databaseUrl)
    : await withInstalledPostgres(dataFolder, join(dataFolder, "audit.log"), verify);
  process.exitCode = report(verdicts) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
