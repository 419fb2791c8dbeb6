import { ensureInstalled } from "./install.mjs";
import { runNode } from "./node24.mjs";

/** Writes the Prisma client from prisma/schema. */
export default async function generate() {
  await ensureInstalled();
  await runNode(["node_modules/prisma/build/index.js", "generate"]);
}
