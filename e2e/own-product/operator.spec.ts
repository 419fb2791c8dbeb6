import { expect, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { signUp } from "../fixtures/dashboard";
import { OwnProduct } from "../fixtures/own-product";

// A product of its own: the command works on the embedded database while the product is stopped.
test.describe.configure({ timeout: 180_000 });

let product: OwnProduct;
test.beforeAll(async () => {
  product = await OwnProduct.make();
  await product.start();
});
test.afterAll(() => product.remove());

test("who was granted it by id sees the tenants after the second step, and nobody else a page", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const account = await signUp(page);
  await page.goto("/operator");
  await expect(page.getByText("This page does not exist")).toBeVisible();
  await page.goto("/account");
  const userId =
    (await page.locator("header", { hasText: "Account id" }).locator("code").textContent()) ?? "";

  expect(() => product.npm("operator:grant", "--", userId)).toThrow(/Stop it first/);
  product.signal("SIGTERM");
  await product.gone();
  expect(() => product.npm("operator:grant", "--", account.email)).toThrow(/never by an address/);
  expect(product.npm("operator:grant", "--", userId)).toContain(`Robin Owner (${userId})`);
  await product.sql("UPDATE app_session SET authenticated_at = now() - interval '1 hour'");
  await product.start();

  await page.goto("/operator");
  await page.waitForURL("/account?demandedBy=%2Foperator");
  await expect(page.getByText("The tenant directory lets in only")).toBeVisible();
  await page.getByRole("button", { name: "Set up…" }).click();
  // Signed in an hour ago: it may be somebody else at the browser by now.
  const prompt = page.getByRole("dialog", { name: "Is it you?" });
  await prompt.getByLabel("Your password").fill("wrong horse battery");
  await prompt.getByRole("button", { name: "Go on" }).click();
  await expect(prompt.getByText("This is not your present password.")).toBeVisible();
  await prompt.getByLabel("Your password").fill(account.password);
  await prompt.getByRole("button", { name: "Go on" }).click();
  await expect(prompt).toHaveCount(0);
  const secret = (await page.getByLabel("Key", { exact: true }).textContent()) ?? "";
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  await page.getByLabel("Code from your app").fill(code);
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();

  await page.getByRole("link", { name: "Tenant directory" }).click();
  await page.waitForURL("/operator");
  const tenants = page.getByRole("list", { name: "Tenants" }).getByRole("listitem");
  await expect(tenants.filter({ hasText: account.name })).toHaveCount(1);
  await page.getByRole("searchbox").fill(account.name.toUpperCase());
  await expect(tenants).toHaveCount(1);
  await expect(tenants.first()).toContainText("No plan");
  await page.getByRole("searchbox").fill("a name that nobody has");
  await expect(page.getByText("No tenant has this name")).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await expect(tenants).not.toHaveCount(0);
  await page.setViewportSize({ width: 375, height: 812 });
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0]).toBe(widths[1]);

  await page.getByRole("link", { name: "Outside services" }).click();
  const services = page.getByRole("main");
  // It has sent its events to the job engine, and asked the model for the demo's vectors.
  // For some minutes the processes before the last start are told as well.
  await expect(services.getByText("Job engine (Inngest)").first()).toBeVisible();
  await expect(services.getByText("Embeddings of documents").first()).toBeVisible();
  await expect(services.getByText("Working").first()).toBeVisible();
  await page.goto("/account");
  await context.close();
});
