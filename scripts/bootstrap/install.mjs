import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node24, projectRoot, run } from "./node24.mjs";

/** Installs what package-lock.json names, unless that has been done already. */
export async function ensureInstalled() {
  if (isInstalled(projectRoot) && existsSync(node24)) return;
  console.log("Installing packages (npm ci)…");
  const npm = process.env.npm_execpath;
  // --include=dev: Node 24 and the build tools are development dependencies.
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  if (npm && /\.[cm]?js$/.test(npm)) await run(process.execPath, [npm, ...args]);
  else await run("npm", args);
  markInstalled(projectRoot);
}

/** Notes that node_modules under `root` is what its package-lock.json names. */
export function markInstalled(root) {
  writeFileSync(stampFile(root), lockHash(root));
}

/** Whether node_modules under `root` was installed from the package-lock.json that is there now. */
export function isInstalled(root) {
  const installed = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  if (existsSync(stampFile(root)) && readFileSync(stampFile(root), "utf8") === lockHash(root)) {
    return true;
  }
  // Somebody ran npm themselves: it writes both files at the end of the same run.
  const ahead = statSync(join(root, "package-lock.json")).mtimeMs - statSync(installed).mtimeMs;
  return ahead < 10_000;
}

function stampFile(root) {
  return join(root, "node_modules", ".frontdesk-installed");
}

function lockHash(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}
