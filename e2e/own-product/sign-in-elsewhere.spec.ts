import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test, type Page } from "@playwright/test";
import { makeProviders, type Providers } from "../fixtures/providers";
import { OwnProduct } from "../fixtures/own-product";
import { linkInMail } from "../fixtures/outbox";

let providers: Providers;
let product: OwnProduct;
const robin = { email: `robin-${randomUUID()}@corner.example`, name: "Robin Owner" };
const kim = { email: `kim-${randomUUID()}@corner.example`, name: "Kim Baker" };
const PASSWORD = "correct horse battery";

test.describe.configure({ mode: "serial", timeout: 180_000 });

test.beforeAll(async () => {
  providers = await makeProviders();
  product = await OwnProduct.make(providers.environment);
  await providers.start(product.url, [robin, kim]);
  await product.start();
});

test.afterAll(async () => {
  await product.remove();
  await providers.stop();
});

const link = (to: string, path: RegExp) => linkInMail(product.dataFolder, to, path);

async function choose(page: Page, person: { email: string }): Promise<void> {
  await page.getByRole("button", { name: person.email }).click();
}

test("Google makes an account of no organization, and leads back into it", async ({ browser }) => {
  for (const time of ["the first", "the second"]) {
    await test.step(time, async () => {
      const context = await browser.newContext({ baseURL: product.url });
      const page = await context.newPage();
      await page.goto("/sign-in?callbackUrl=/account");
      await page.getByRole("button", { name: "Continue with Google" }).click();
      await choose(page, kim);
      await page.waitForURL("/account");
      await expect(page.getByText(`Signed in as ${kim.email}`)).toBeVisible();
      const ways = page.getByRole("list", { name: "Ways to sign in" });
      await expect(ways).toContainText("Confirmed");
      await expect(ways.getByRole("button", { name: "Disconnect Google" })).toBeVisible();
      await expect(page.getByText("You have none.")).toBeVisible();
      await context.close();
    });
  }
});

test("somebody new is led to their businesses, and begins one", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await choose(page, kim);
  await page.waitForURL("/businesses");
  await expect(page.getByRole("heading", { name: "You belong to no business yet" })).toBeVisible();
  await page.getByRole("button", { name: "New business" }).click();
  const dialog = page.getByRole("dialog", { name: "New business" });
  await dialog.getByLabel("Business name").fill("Kim's Bakery");
  await dialog.getByRole("button", { name: "Create business" }).click();
  await page.waitForURL(/\/kim-s-bakery-[0-9a-f]{6}\/start$/);
  await page.goto("/sign-in");
  await page.waitForURL(/\/kim-s-bakery-[0-9a-f]{6}\/knowledge$/);
  await context.close();
});

test("an address alone links nobody; the owner connects, once the mailbox is confirmed", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill(robin.name);
  await page.getByLabel("Business name").fill("Corner Shop");
  await page.getByLabel("E-mail").fill(robin.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/start$/);

  const stranger = await browser.newContext({ baseURL: product.url });
  const away = await stranger.newPage();
  for (const name of ["Google", "Microsoft"]) {
    await away.goto("/sign-in");
    await away.getByRole("button", { name: `Continue with ${name}` }).click();
    await choose(away, robin);
    await expect(away.getByRole("alert").first()).toContainText("That sign-in could not be used");
    await expect(away).toHaveURL(/\/sign-in\?error=conflict/);
  }

  await page.goto("/account");
  const ways = page.getByRole("list", { name: "Ways to sign in" });
  await expect(ways).toContainText("Not confirmed yet");
  await expect(ways.getByRole("button", { name: "Connect Microsoft" })).toBeDisabled();
  const confirming = await link(robin.email, /\/confirm-email\/\S+/);
  await away.goto("/sign-in?callbackUrl=/account");
  await away.getByRole("button", { name: "Continue with Google" }).click();
  await choose(away, kim);
  await away.waitForURL("/account");
  await away.goto(confirming);
  await expect(
    away.getByRole("heading", { name: "This link is for another account" }),
  ).toBeVisible();
  await expect(away.getByRole("button", { name: "Confirm my address" })).toHaveCount(0);
  await away.getByRole("button", { name: "Sign out and use the other account" }).click();
  await expect(away).toHaveURL(/\/sign-in\?callbackUrl=%2Fconfirm-email%2F/);
  await away.getByLabel("E-mail").fill(robin.email);
  await away.getByLabel("Password").fill(PASSWORD);
  await away.getByRole("button", { name: "Sign in", exact: true }).click();
  await away.getByRole("button", { name: "Confirm my address" }).click();
  await expect(away.getByText("Your address is confirmed.")).toBeVisible();
  await away.context().clearCookies();

  await page.goto(confirming);
  await expect(page.getByText("This link does not work")).toBeVisible();
  await page.getByRole("link", { name: "Your account" }).click();
  await page.getByRole("button", { name: "Connect Microsoft" }).click();
  await choose(page, robin);
  await expect(ways.getByRole("button", { name: "Disconnect Microsoft" })).toBeVisible();

  await ways.getByRole("button", { name: "Connect Google" }).click();
  await choose(page, kim);
  await expect(page.getByRole("alert").first()).toContainText("belongs to another account");
  await expect(page).toHaveURL(/\/account\?error=conflict/);
  await expect(ways.getByRole("button", { name: "Connect Google" })).toBeVisible();

  await away.goto("/sign-in");
  await away.getByRole("button", { name: "Continue with Microsoft" }).click();
  await choose(away, robin);
  await away.waitForURL(/\/knowledge$/);
  await stranger.close();
  await context.close();
});

test("a forgotten password is set anew by mail, and signs out everywhere", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const other = await browser.newContext({ baseURL: product.url });
  const away = await other.newPage();
  await away.goto("/sign-in?callbackUrl=/account");
  await away.getByLabel("E-mail").fill(robin.email);
  await away.getByLabel("Password").fill(PASSWORD);
  await away.getByRole("button", { name: "Sign in", exact: true }).click();
  await away.waitForURL("/account");

  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  for (const address of [`nobody-${randomUUID()}@corner.example`, robin.email]) {
    await page.goto("/reset-password");
    await page.getByLabel("E-mail").fill(address);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByText("If there is an account with this address")).toBeVisible();
  }
  const path = await link(robin.email, /\/reset-password\/\S+/);
  await page.goto(path);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("At least 10 characters", { exact: true })).toBeVisible();
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("Your new password is set")).toBeVisible();
  await away.goto("/account");
  await expect(away).toHaveURL(/\/sign-in/);
  await page.goto(path);
  await expect(page.getByText("This link does not work")).toBeVisible();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(robin.email);
  await page.getByLabel("Password").fill("another horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/knowledge$/);
  await other.close();
  await context.close();
});

test("a provider that never answers keeps nobody but its own sign-in waiting, and that not for ever", async ({
  browser,
}) => {
  const silent = createServer();
  const { GOOGLE_ISSUER = "" } = providers.environment;
  await providers.stop();
  silent.listen(Number(new URL(GOOGLE_ISSUER).port));
  await once(silent, "listening");
  const connected = once(silent, "connection");
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await connected;
  expect(await product.call("/api/health")).toMatchObject({ status: 200 });
  await expect(
    page.getByRole("alert").filter({ hasText: "The provider did not let you in" }),
  ).toBeVisible({ timeout: 30_000 });
  await context.close();
  silent.close();
});
