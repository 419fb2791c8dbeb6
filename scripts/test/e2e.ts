import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.ts";
import { startProduct } from "./product.ts";
import { type Counts, runNode24 } from "./run-command.ts";

type Report = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

/** Runs the journeys that share one product, started for them on data of its own. `args` go to Playwright. */
export async function sharedJourneys(args: readonly string[] = []): Promise<Counts> {
  const product = await startProduct();
  try {
    return await playwright(["--project=shared", ...args], {
      E2E_URL: product.url,
      E2E_SITE_URL: product.siteUrl,
      E2E_OWN_SITE_PORT: String(product.ownSitePort),
      E2E_DATA_DIR: product.dataFolder,
    });
  } finally {
    await product.stop();
  }
}

/** Runs the journeys that start products of their own. `args` go to Playwright. */
export function ownJourneys(args: readonly string[] = []): Promise<Counts> {
  return playwright(["--project=own", ...args]);
}

/** Runs journeys in a real browser against the production build. A skipped or flaky one is a failed one. */
async function playwright(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-e2e-"));
  const file = join(folder, "report.json");
  try {
    const code = await runNode24(["node_modules/@playwright/test/cli.js", "test", ...args], {
      ...environment,
      E2E_BROWSER: findBrowser(),
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    });
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const { stats, errors } = JSON.parse(readFileSync(file, "utf8")) as Report;
    const failed = stats.unexpected + stats.flaky + stats.skipped + errors.length;
    return { passed: stats.expected, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
