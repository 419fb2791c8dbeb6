import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, type Locator, type Page } from "@playwright/test";
import { contrastOf } from "@/widget/shared/contrast";
import { readDemo } from "./fixtures/demo";
import { html, serveSite } from "./fixtures/own-site";
import { panelOf, productUrl, siteUrl, test } from "./fixtures/visitor";

const [first, second] = readDemo().tenants.map(({ publishableKey }) => publishableKey);
/** Another line on the page, as a tag manager adds one. */
async function add(page: Page, key: string | undefined, data: Record<string, string> = {}) {
  await page.evaluate(
    ({ src, dataset }) => {
      const script = Object.assign(document.createElement("script"), { src, async: true });
      Object.assign(script.dataset, dataset);
      document.head.append(script);
    },
    { src: `${productUrl}/widget.js`, dataset: { key: key ?? "", ...data } },
  );
}

const launchers = (page: Page) => page.locator("frontdesk-widget button.launcher");

/** The colour of what gives a launcher a shape on a page of its own colour. */
async function edgeOf(launcher: Locator): Promise<string> {
  const shadow = await launcher.evaluate((button) => getComputedStyle(button).boxShadow);
  const [, ...channels] = /^rgb\((\d+), (\d+), (\d+)\) 0px 0px 0px \dpx/.exec(shadow) ?? [];
  return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, "0")).join("")}`;
}

test("under a strict policy a page drives it: early calls, events, a question, focus and no shift", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const told: string[] = [];
    const shifts: number[] = [];
    Object.assign(window, { told, shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
    // As a page does that calls before the line has loaded.
    const early = Object.assign((...call: unknown[]) => void early.q.push(call), {
      q: [] as unknown[][],
    });
    window.Frontdesk = early as unknown as FrontdeskApi;
    for (const event of ["ready", "open", "close", "message"] as const)
      window.Frontdesk("on", event, ({ type }) => void told.push(type));
  });
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy|Trusted/i.test(message.text())) violations.push(message.text());
  });
  // The demo's site lets in the two sources that the install page names, and nothing inline.
  const response = await page.goto(siteUrl);
  expect(response?.headers()["content-security-policy"]).toMatch(
    new RegExp(`^default-src 'none'.*script-src ${productUrl}; frame-src ${productUrl};`),
  );
  const link = page.getByRole("navigation").getByRole("link").first();
  await link.focus();
  await page.evaluate(() => window.Frontdesk?.("ask", "How long is the guarantee on a repair?"));
  const panel = panelOf(page);
  await panel.getByRole("button", { name: /^Agree / }).click();
  await expect(panel.locator("[data-outcome=answered]")).toBeVisible();
  // The page is told a moment after the visitor sees it.
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { told: string[] }).told))
    .toContain("message");
  await page.evaluate(() => window.Frontdesk?.("close"));
  await expect(page.locator("frontdesk-widget iframe")).toBeHidden();
  await expect(link).toBeFocused();

  const seen = await page.evaluate(() => {
    const { told, shifts } = window as unknown as { told: string[]; shifts: number[] };
    return { told, shifts };
  });
  expect(seen.told.slice(0, 3)).toEqual(["ready", "open", "message"]);
  expect(seen.told.at(-1)).toBe("close");
  expect(seen.shifts).toEqual([]);
  expect(violations).toEqual([]);
});

test("two widgets stand one above the other, and opening one closes the other", async ({
  page,
}) => {
  await page.goto(siteUrl);
  await expect(launchers(page)).toHaveCount(1);
  await add(page, first);
  await add(page, second, { color: "#aa3300" });
  await expect(launchers(page)).toHaveCount(2);
  await expect(launchers(page).last()).toHaveCSS("background-color", "rgb(170, 51, 0)");
  const edge = await edgeOf(launchers(page).last());
  for (const ofPage of ["#ffffff", "#000000"])
    expect(contrastOf(edge, ofPage)).toBeGreaterThanOrEqual(3);
  await expect
    .poll(async () => {
      const [one, other] = await Promise.all(
        [0, 1].map((at) => launchers(page).nth(at).boundingBox()),
      );
      return one && other && Math.abs(one.y - other.y) - one.height;
    })
    .toBeGreaterThanOrEqual(8);
  const frames = page.locator("frontdesk-widget iframe");
  await page.evaluate((key) => window.Frontdesk?.("open", { key: key ?? "" }), first);
  await expect(panelOf(page).getByRole("textbox").first()).toBeFocused();
  await expect(frames.first()).toHaveAttribute("src", new RegExp(`key=${first}`));
  await page.evaluate((key) => window.Frontdesk?.("open", { key: key ?? "" }), second);
  await expect(
    launchers(page).filter({ has: page.locator(":scope[aria-expanded=true]") }),
  ).toHaveCount(1);
  await expect(page.locator(`frontdesk-widget iframe[src*="${first}"]`)).toBeHidden();
});

test("the same line twice in the head is one widget, and keeps what was asked before", async ({
  page,
}) => {
  const line = `<script src="${productUrl}/widget.js" data-key="${first}"></script>`;
  const early = `<script>Frontdesk("open")</script>`;
  const site = await serveSite({
    "/": html("Twice", "Hello").replace("</head>", `${line}${line}${early}</head>`),
  });
  try {
    await page.goto(site.url);
    // This site is none that its owner allowed.
    await expect(page.getByRole("alert")).toContainText("The chat is not available on this page.");
    await expect(launchers(page)).toHaveCount(1);
  } finally {
    site.stop();
  }
});

test("a single-page application changes language and content, and shuts it down", async ({
  page,
}) => {
  await page.goto(siteUrl);
  await expect(page.getByRole("button", { name: "Open chat" })).toBeVisible();
  const left = async () => (await launchers(page).boundingBox())?.x ?? Infinity;
  expect(await left()).toBeGreaterThan(500);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  expect(await left()).toBeLessThan(100);
  await page.evaluate(() => (document.documentElement.dir = "ltr"));
  await page.evaluate(() => window.Frontdesk?.("shutdown"));
  await expect(page.locator("frontdesk-widget")).toHaveCount(0);
  await add(page, second, { position: "left" });
  await expect.poll(left).toBeLessThan(100);
  await page.evaluate((key) => window.Frontdesk?.("shutdown", { key: key ?? "" }), second);
  await page.evaluate((key) => window.Frontdesk?.("open", { key: key ?? "" }), first);
  await page.evaluate(() => window.Frontdesk?.("close"));

  await page.evaluate(() => (document.documentElement.lang = "fr-CA"));
  await expect(page.getByRole("button", { name: "Ouvrir le chat" })).toBeVisible();
  await page.evaluate(() => {
    history.pushState({}, "", "/elsewhere");
    document.body = document.createElement("body");
  });
  await expect(launchers(page)).toHaveCount(1);
  await launchers(page).click();
  await expect(panelOf(page).locator("html")).toHaveAttribute("lang", "fr");
  await expect(panelOf(page).getByRole("textbox").first()).toBeFocused();

  await page.evaluate(() => window.Frontdesk?.("shutdown"));
  await expect(page.locator("frontdesk-widget")).toHaveCount(0);
  await page.evaluate(() => document.body.append("more"));
  await expect(page.locator("frontdesk-widget")).toHaveCount(0);
  await page.evaluate(() => window.Frontdesk?.("open"));
  await expect(panelOf(page).getByRole("textbox").first()).toBeFocused();
});

test("a copy of the page in a file refuses politely and asks nothing of us", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-file-"));
  const file = join(folder, "copy.html");
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><title>Copy</title><script src="${productUrl}/widget.js" data-key="${first}" async></script>`,
  );
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  try {
    await page.goto(pathToFileURL(file).href);
    await page.getByRole("button", { name: "Open chat" }).click();
    await expect(page.getByRole("alert")).toContainText("The chat is not available on this page.");
    await expect(page.locator("frontdesk-widget iframe")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Open chat" })).toBeFocused();
    expect(asked.filter((url) => url.startsWith("http"))).toEqual([`${productUrl}/widget.js`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
