import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildHash } from "./build-hash.mjs";
import generate from "./generate.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectRoot, runNode } from "./node24.mjs";

const stamp = join(projectRoot, ".next", "frontdesk-build");

/** Makes the production build: Prisma client, widget, Next. With `--if-needed` see ensureBuilt. */
export default async function build(args = []) {
  if (args.includes("--if-needed")) return ensureBuilt();
  await generate();
  const hash = buildHash(projectRoot);
  if (existsSync(join(projectRoot, "widget", "build.ts"))) await runNode(["widget/build.ts"]);
  await runNode(["node_modules/next/dist/bin/next", "build"], { NODE_ENV: "production" });
  writeFileSync(stamp, hash);
}

/** Builds when no production build is there, or one of other sources. */
export async function ensureBuilt() {
  await ensureInstalled();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === buildHash(projectRoot)) return;
  console.log("Building for production, which takes a minute or two…");
  await build();
}
