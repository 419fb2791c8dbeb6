import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { projectRoot } from "../scripts/processes/service.ts";
import { readDemo } from "../scripts/start/demo.ts";
import { findBrowser } from "../scripts/test/browser.ts";
import { startProduct } from "../scripts/test/product.ts";
import { untilIndexed } from "../scripts/test/until-indexed.ts";
import { printMachine } from "./isolation/report.ts";

// npm run bench:widget   What a visitor's browser loads of the widget, and how long it takes from the press of the button
// until the panel answers, each time in a new page, once the demo is indexed. About two minutes; needs a build.

const OPENINGS = 60;
/** The first ones warm the server up. */
const WARM_UP = 5;

function kilobytes(...files: string[]): string {
  const bytes = files.map(
    (file) => gzipSync(readFileSync(join(projectRoot, "public", file))).length,
  );
  return `${(bytes.reduce((sum, each) => sum + each, 0) / 1_024).toFixed(1)} KB`;
}

/** Milliseconds from the press to the panel's answer, by the page's own clock. */
async function open(page: Page, siteUrl: string): Promise<number> {
  await page.goto(siteUrl);
  const launcher = page.locator("frontdesk-widget button");
  await launcher.waitFor();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        window.Frontdesk?.("on", "ready", () => resolve(performance.now() - began));
        document.querySelector("frontdesk-widget")?.shadowRoot?.querySelector("button")?.click();
      }),
  );
}

printMachine();
console.log(`loader: ${kilobytes("widget.js")} gzipped`);
console.log(`panel: ${kilobytes("widget/panel.js", "widget/panel.css")} gzipped`);
const product = await startProduct();
try {
  const { secretKey = "" } = readDemo(product.dataFolder)?.tenants[0] ?? {};
  await untilIndexed(product.url, secretKey);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
  const times: number[] = [];
  for (let round = 0; round < OPENINGS + WARM_UP; round += 1) {
    // A context of its own has an empty cache, as a visitor's first visit.
    const context = await browser.newContext();
    const took = await open(await context.newPage(), product.siteUrl);
    if (round >= WARM_UP) times.push(took);
    await context.close();
  }
  await browser.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.ceil(share * times.length) - 1] ?? NaN);
  console.log(`opening to ready, ${OPENINGS} times: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
} finally {
  await product.stop();
}
