import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { projectRoot } from "../processes/service.ts";
import { type Demo, readDemo } from "../start/demo.ts";
import { findBrowser } from "./browser.ts";
import { startProduct } from "./product.ts";

// `npm run screenshots`: takes the README's picture from the product itself.

const folder = join(projectRoot, "docs", "images");

async function widget(page: Page, demo: Demo): Promise<void> {
  await page.goto(demo.siteUrl);
  await page.locator("frontdesk-widget").getByRole("button").click();
  const panel = page.locator("frontdesk-widget").frameLocator("iframe");
  const question = "How long is the guarantee on a repair?";
  await panel.getByRole("textbox").fill(question);
  await panel.getByRole("textbox").press("Enter");
  await panel.getByText(/^Sources?$/).waitFor();
  await page.screenshot({ path: join(folder, "widget.png") });
}

const product = await startProduct();
try {
  const demo = readDemo(product.dataFolder);
  if (!demo) throw new Error("The demo was not set up.");
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 760 } });
    await widget(page, demo);
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
}
