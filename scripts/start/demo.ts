import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { appModules, projectRoot } from "../processes/service.ts";
import type { Settings } from "./settings.ts";

/** What the demo seed leaves in demo.json of the data folder. */
export type Demo = {
  url: string;
  siteUrl: string;
  owner: { email: string; password: string };
  tenants: { name: string; organizationSlug: string; publishableKey: string; secretKey: string }[];
};

/** The demo as it was seeded; undefined when there is none yet. */
export function readDemo(dataFolder: string): Demo | undefined {
  const file = join(dataFolder, "demo.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Demo) : undefined;
}

/**
 * Runs prisma/seed/demo.ts when there is no demo yet, or when one of the addresses it was made for
 * has changed. The seed may run again: it adds what is missing and allows the site's origin.
 */
export async function seedDemo(settings: Settings, env: NodeJS.ProcessEnv): Promise<void> {
  const demo = readDemo(settings.dataFolder);
  if (demo?.url === settings.appUrl && demo.siteUrl === settings.siteUrl) return;
  const child = spawn(
    process.execPath,
    ["--max-old-space-size=256", appModules, "prisma/seed/demo.ts"],
    {
      cwd: projectRoot,
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...env, DEMO_SITE_URL: settings.siteUrl },
    },
  );
  const trouble: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => trouble.push(text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The demo could not be set up: ${trouble.join("").trim()}`);
}
