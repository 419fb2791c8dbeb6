import { join } from "node:path";
import { log } from "../lib/platform/log/log.ts";
import { grantOperator, revokeOperator } from "./operator/grants.ts";
import { withInstalledPostgres } from "./processes/embedded-postgres.ts";
import { loadDotEnv } from "./start/dot-env.ts";
import { readSettings } from "./start/settings.ts";

const usage =
  "usage: npm run operator:grant -- <user id> [read|manage] | npm run operator:revoke -- <user id>";

/** Works on the database as its owner: on the one of MIGRATION_DATABASE_URL, else on the embedded one. */
async function withOwner<T>(work: (url: string) => Promise<T>): Promise<T> {
  const url = process.env["MIGRATION_DATABASE_URL"];
  if (url) return work(url);
  const { dataFolder, databaseUrl } = readSettings(process.env, []);
  if (databaseUrl)
    throw new Error("Set MIGRATION_DATABASE_URL to the URL of the database's owner.");
  return withInstalledPostgres(dataFolder, join(dataFolder, "operator.log"), work);
}

async function main([command, userId = "", level = "read", ...more]: string[]): Promise<string> {
  if (more.length > 0) throw new Error(usage);
  if (command === "grant" && (level === "read" || level === "manage")) {
    const name = await withOwner((url) => grantOperator(url, userId, level));
    log.info("operator granted", { user_id: userId, operator_level: level });
    return `${name} (${userId}) operates this installation now: ${level}. Two-factor sign-in is required.`;
  }
  if (command === "revoke") {
    const name = await withOwner((url) => revokeOperator(url, userId));
    log.info("operator revoked", { user_id: userId });
    return `${name} (${userId}) operates this installation no more.`;
  }
  throw new Error(usage);
}

try {
  loadDotEnv();
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
