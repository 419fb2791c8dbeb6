import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectContrastInDark, expectWellMade } from "./fixtures/axe";
import { addOrganization, stranger } from "./fixtures/businesses";
import { unique } from "./fixtures/dashboard";
import { readDemo } from "./fixtures/demo";
import { test } from "./fixtures/filled";
import { LAYERS } from "./fixtures/layers";
import { linkInMail } from "./fixtures/outbox";
import {
  DETAILS,
  ELSEWHERE,
  FORMS,
  LISTS,
  OWN,
  PUBLIC,
  SETTINGS,
  routesOfApp,
} from "./fixtures/pages";

// What is on its way through a route of a journey's own when it ends is nobody's any more.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

/** Addresses of what is not there. */
const UNKNOWN = [`knowledge/${randomUUID()}`, `gaps/${randomUUID()}`];

async function look(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
  await expectWellMade(page);
}

async function lookInBothThemes(page: Page, address: string): Promise<void> {
  await look(page, address);
  await expectContrastInDark(page);
}

test("each page of the application is looked at", () => {
  const inOrganization = [...LISTS, ...FORMS, ...Object.keys(DETAILS)];
  const looked = [
    ...inOrganization.map((path) => `/[orgSlug]/${path.split("?")[0] ?? ""}`),
    ...OWN,
    ...PUBLIC,
  ];
  expect([...new Set([...looked, ...Object.keys(ELSEWHERE)])].sort()).toEqual(routesOfApp());
  const specs = new Set(Object.values(ELSEWHERE).filter((where) => where.endsWith(".ts")));
  for (const spec of specs)
    expect(readFileSync(spec, "utf8")).toMatch(/await expect(Accessible|WellMade)\(/);
});

test("who is not signed in can use each page, whatever their senses and the theme", async ({
  browser,
  account,
}) => {
  test.setTimeout(120_000);
  const page = await stranger(browser);
  for (const address of PUBLIC) await lookInBothThemes(page, address.replace("[token]", "dead"));
  const folder = process.env["E2E_DATA_DIR"] ?? "";
  await page.goto("/reset-password");
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await lookInBothThemes(page, await linkInMail(folder, account.email, /\/reset-password\/\S+/));
  await look(page, "/nowhere/at/all");
  await expect(page.getByText("This page does not exist")).toBeVisible();
  await page.context().close();
});

test("an owner can use each page while nothing is there", async ({ page, account }) => {
  test.setTimeout(120_000);
  const slug = await addOrganization(page, account.name, unique("Everything"));
  for (const path of [...LISTS, ...FORMS]) await look(page, `/${slug}/${path}`);
});

test("an owner can use each page that has something on it", async ({ page, full: { slug } }) => {
  test.setTimeout(120_000);
  for (const path of LISTS) await lookInBothThemes(page, `/${slug}/${path}`);
});

test("an owner can use the page of each thing, and its trail leads up", async ({
  page,
  full: { slug, filled },
}) => {
  test.setTimeout(120_000);
  const place = page.getByRole("navigation", { name: "Breadcrumb" });
  for (const path of Object.values(DETAILS).flatMap((addresses) => addresses(filled))) {
    await lookInBothThemes(page, `/${slug}/${path}`);
    const [section = ""] = path.split("/");
    await expect(place.getByRole("link").first()).toHaveAttribute("href", `/${slug}/${section}`);
    await expect(place.locator("[aria-current=page]")).not.toBeEmpty();
  }
  for (const address of OWN) await lookInBothThemes(page, address);
  for (const path of SETTINGS) {
    await page.goto(`/${slug}/${path}`);
    const above = place.getByRole("link", { name: "Settings" });
    await expect(above).toHaveAttribute("href", `/${slug}/settings`);
  }
});

test("what is not there is said inside the organization", async ({ page, account: { slug } }) => {
  for (const path of UNKNOWN) {
    const answer = await page.goto(`/${slug}/${path}`);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expectWellMade(page);
    await expectContrastInDark(page);
  }
  const menu = page.getByRole("navigation", { name: "Main" });
  await menu.getByRole("link", { name: "Usage" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Usage" })).toBeVisible();
  await page.goBack();
  await page.getByRole("main").getByRole("link", { name: "Go to the inbox" }).click();
  await expect(page.getByRole("searchbox", { name: /^Search conversations/ })).toBeVisible();
  const theirs = readDemo().tenants[0]?.organizationSlug ?? "";
  for (const path of [`/${slug}/nonsense`, `/${theirs}/knowledge`]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "This page does not exist" })).toBeVisible();
  }
});

test("an owner can use what opens on a page", async ({ page, full: { slug, filled } }) => {
  test.setTimeout(120_000);
  for (const { at, opens } of LAYERS) {
    const path = at(filled);
    await page.goto(path.startsWith("/") ? path : `/${slug}/${path}`);
    await opens(page);
    await expectAccessible(page);
    await expectContrastInDark(page);
  }
});

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const FAILED = JSON.stringify({
  title: "The server has a problem",
  status: 500,
  detail: "Try again in a moment.",
  code: "internal",
  traceId: TRACE,
});

/** What a server action answers when it failed, behind the row of Next's that says where the answer is. */
const failedAction = (answer: string) =>
  `${/^0:.*\n/m.exec(answer)?.[0] ?? ""}1:${JSON.stringify({ ok: false, problem: JSON.parse(FAILED) as unknown })}\n`;

/** Pages that ask the API once they are open. What some show first is read with the page; what is chosen there is not. */
const ASKING = [
  "inbox?filter=mine",
  "start",
  "knowledge?status=failed",
  "knowledge/sources",
  "knowledge/check",
  "gaps?status=dismissed",
  "tests",
  "insights",
  "keys?q=shop",
  "members?role=viewer",
  "jobs",
  "usage",
  "audit",
  "widget",
  // What is asked for one thing; that there is none such would be told otherwise.
  `inbox/${randomUUID()}`,
  `tests/${randomUUID()}`,
];

test("a page that cannot read its data says so, with the trace id and another try", async ({
  context,
  account: { slug },
}) => {
  test.setTimeout(120_000);
  let fails = true;
  const answer = { status: 500, contentType: "application/problem+json", body: FAILED };
  await context.route(/\/api\/(v1|jobs)/, (route) =>
    fails ? route.fulfill(answer) : route.continue(),
  );
  // A person's own pages ask by actions, which are sent to the page itself.
  await context.route(/\/(account|businesses)$/, async (route) => {
    if (!fails || route.request().method() !== "POST") return route.fallback();
    const response = await route.fetch();
    await route.fulfill({ response, body: failedAction(await response.text()) });
  });
  const pages: Page[] = [];
  // Side by side: each is tried again for some seconds before it gives up.
  for (const path of [...ASKING.map((path) => `/${slug}/${path}`), ...OWN]) {
    const page = await context.newPage();
    await page.goto(path);
    pages.push(page);
  }
  for (const page of pages) {
    const told = page.getByRole("main").getByRole("alert").filter({ hasText: TRACE });
    await expect(told.first(), page.url()).toBeVisible();
    await expect(page.getByRole("status", { name: "Loading" }), page.url()).toHaveCount(0);
    await expectWellMade(page);
  }
  fails = false;
  for (const page of pages) {
    // A tab behind another draws nothing, so that no button on it ever stands still.
    await page.bringToFront();
    const again = page.getByRole("main").getByRole("button", { name: "Try again" });
    const told = page.getByRole("main").getByRole("alert").filter({ hasText: TRACE });
    await expect(async () => {
      // It may have tried again by itself.
      if (await again.count()) await again.first().click({ timeout: 1000 });
      await expect(told, page.url()).toHaveCount(0, { timeout: 1000 });
    }).toPass();
    await page.close();
  }
});
