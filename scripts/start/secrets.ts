import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const makers = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64url"),
  VISITOR_TOKEN_SECRET: () => randomBytes(32).toString("base64url"),
  INNGEST_EVENT_KEY: () => randomBytes(24).toString("hex"),
  // The SDK takes what follows "signkey-<environment>-" for hexadecimal.
  INNGEST_SIGNING_KEY: () => `signkey-prod-${randomBytes(32).toString("hex")}`,
  EMBEDDINGS_API_KEY: () => randomBytes(24).toString("hex"),
};

export type Secrets = Record<keyof typeof makers, string>;

/**
 * The installation's own secrets: generated once, kept in secrets.json of the data folder where only
 * its owner can read them. What the environment sets wins without being written down.
 */
export function readSecrets(
  dataFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): Secrets {
  const file = join(dataFolder, "secrets.json");
  const kept: Partial<Record<string, string>> = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)
    : {};
  const names = Object.keys(makers) as (keyof typeof makers)[];
  const missing = names.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = makers[name]();
  if (missing.length > 0) {
    // Whole or not at all: a half-written file would sign everybody out for good.
    writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const entries = names.map((name) => [name, env[name] || kept[name]]);
  return Object.fromEntries(entries) as Secrets;
}
