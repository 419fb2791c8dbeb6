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

/**
 * Runs the journeys of e2e/ in a real browser against the production build, started for them on data
 * of its own. `args` go to Playwright. A skipped or flaky journey is a failed one.
 */
export async function e2e(args: readonly string[] = []): Promise<Counts> {
  const browser = findBrowser();
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-e2e-"));
  const file = join(folder, "report.json");
  const product = await startProduct();
  try {
    const code = await runNode24(["node_modules/@playwright/test/cli.js", "test", ...args], {
      E2E_URL: product.url,
      E2E_SITE_URL: product.siteUrl,
      E2E_DATA_DIR: product.dataFolder,
      E2E_BROWSER: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    });
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const { stats, errors } = JSON.parse(readFileSync(file, "utf8")) as Report;
    const failed = stats.unexpected + stats.flaky + stats.skipped + errors.length;
    return { passed: stats.expected, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
