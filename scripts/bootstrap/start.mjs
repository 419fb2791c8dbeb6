import { ensureBuilt } from "./build.mjs";
import generate from "./generate.mjs";
import { ensureInstalled } from "./install.mjs";
import { appModules, handOver, node24 } from "./node24.mjs";

/** `npm start` and, with --dev, `npm run dev`. */
export default async function start(args) {
  await ensureInstalled();
  // Before minutes of building: a taken port or an unwritable folder is told at once.
  const checked = await handOver(node24, ["scripts/start/check.ts", ...args]);
  if (checked !== 0) {
    process.exitCode = checked;
    return;
  }
  if (args.includes("--dev")) await generate();
  else await ensureBuilt();
  process.exitCode = await handOver(node24, [appModules, "scripts/start/main.ts", ...args]);
}
