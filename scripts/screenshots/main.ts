import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { projectRoot } from "../processes/service.ts";
import { readDemo, type Demo } from "../start/demo.ts";
import { findBrowser } from "../test/browser.ts";
import { startProduct } from "../test/product.ts";
import { letVisitorsAsk } from "./visitors.ts";

// `npm run screenshots`: takes the pictures of docs/screenshots from the product itself.

const folder = join(projectRoot, "docs", "screenshots");
const take = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });

async function widget(page: Page, demo: Demo): Promise<void> {
  await page.goto(demo.siteUrl);
  await page.locator("frontdesk-widget").getByRole("button").click();
  const panel = page.locator("frontdesk-widget").frameLocator("iframe");
  const question = "How long is the guarantee on a repair?";
  await panel.getByRole("textbox").fill(question);
  await panel.getByRole("textbox").press("Enter");
  await panel.getByRole("button", { name: "Agree and send" }).click();
  await panel.getByText(/^Sources?$/).waitFor();
  await take(page, "widget");
}

async function signIn(page: Page, { url, owner }: Demo): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/knowledge$/);
}

/** Times come with the browser: a page is whole once each has its words. */
async function loaded(page: Page): Promise<void> {
  await page.locator("[aria-label=Loading]").first().waitFor({ state: "detached" });
  await page.locator("time:empty").first().waitFor({ state: "detached" });
}

const TESTS = [
  { question: "How long is the guarantee on a repair?", source: "Guarantee on repairs" },
  { question: "What does a new chain cost?", source: "Repair prices" },
];

/** Keeps questions with the document that answers each, and asks them. */
async function askTests(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Add a test question" });
  for (const { question, source } of TESTS) {
    await page.getByRole("button", { name: "Add test question" }).click();
    await dialog.getByLabel("Question", { exact: true }).fill(question);
    await dialog.getByRole("searchbox").fill(source);
    await dialog.getByRole("radio", { name: source }).check();
    await dialog.getByRole("button", { name: "Add test question" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  await page.getByRole("button", { name: "Ask them now" }).click();
  await page
    .getByText(/^2 of 2/)
    .first()
    .waitFor();
  await page.getByText("Passed", { exact: true }).nth(1).waitFor();
}

/** The owner's pages by section, each with what says that it has loaded. */
const PAGES: readonly {
  section: string;
  name?: string;
  shows?: (page: Page) => Promise<void>;
}[] = [
  {
    section: "inbox",
    shows: async (page) => {
      await page
        .getByRole("link", { name: /guarantee/ })
        .first()
        .click();
      await page.getByRole("list", { name: "Sources" }).first().waitFor();
    },
  },
  { section: "start" },
  { section: "knowledge" },
  {
    section: "gaps",
    shows: async (page) => {
      await page.getByRole("button", { name: "Sort now" }).click();
      await page.getByRole("link", { name: /pizza/ }).waitFor();
    },
  },
  { section: "tests", shows: askTests },
  { section: "playground" },
  {
    section: "insights",
    shows: (page) => page.locator(".recharts-bar-rectangle").first().waitFor(),
  },
  {
    section: "widget",
    name: "widget-settings",
    shows: (page) => page.frameLocator("iframe").getByRole("textbox").waitFor(),
  },
  { section: "install" },
];

async function dashboard(browser: Browser, demo: Demo): Promise<void> {
  const slug = demo.tenants[0]?.organizationSlug ?? "";
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await signIn(page, demo);
  for (const { section, name = section, shows } of PAGES) {
    await page.goto(`${demo.url}/${slug}/${section}`);
    await loaded(page);
    await shows?.(page);
    await take(page, name);
  }
  await context.close();
}

const product = await startProduct();
try {
  const demo = readDemo(product.dataFolder);
  if (!demo) throw new Error("The demo was not set up.");
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
  try {
    await letVisitorsAsk(demo);
    const page = await browser.newPage({
      viewport: { width: 1200, height: 800 },
      reducedMotion: "reduce",
    });
    await widget(page, demo);
    await dashboard(browser, demo);
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
}
