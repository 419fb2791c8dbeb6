import { complain, outliveTerminal } from "../terminal.ts";
import { loadDotEnv } from "./dot-env.ts";
import { launch } from "./launch.ts";
import { preflight } from "./preflight.ts";
import { readSettings } from "./settings.ts";
import { Supervisor } from "./supervisor.ts";

outliveTerminal();
const supervisor = new Supervisor((sentence) => {
  complain(sentence);
  void end(1);
});
let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  const stoppedWell = await supervisor.stop();
  process.exit(stoppedWell ? code : 1);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void end(0));
}

try {
  loadDotEnv();
  const settings = readSettings(process.env, process.argv.slice(2));
  await preflight(settings);
  await launch(settings, supervisor);
} catch (error) {
  // What is being stopped fails to start; only the first reason counts.
  if (!ending) complain(error instanceof Error ? error.message : String(error));
  await end(1);
}
