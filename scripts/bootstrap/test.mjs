import { ensureInstalled } from "./install.mjs";
import { handOver, node24 } from "./node24.mjs";

/** `npm test`; see scripts/test/main.ts. */
export default async function test(args) {
  await ensureInstalled();
  process.exitCode = await handOver(node24, ["scripts/test/main.ts", ...args]);
}
