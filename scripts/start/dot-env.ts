import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../processes/service.ts";

/** Reads .env, where there is one, into process.env; what is set already wins. */
export function loadDotEnv(): void {
  const file = join(projectRoot, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}
