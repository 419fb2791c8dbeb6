import { complain } from "../terminal.ts";
import { loadDotEnv } from "./dot-env.ts";
import { preflight } from "./preflight.ts";
import { readSettings } from "./settings.ts";

try {
  loadDotEnv();
  await preflight(readSettings(process.env, process.argv.slice(2)));
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
