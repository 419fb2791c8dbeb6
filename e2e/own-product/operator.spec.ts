import { expect, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectContrastInDark, expectWellMade } from "../fixtures/axe";
import { signUp } from "../fixtures/dashboard";
import { ModelServer } from "../fixtures/model-server";
import { OwnProduct } from "../fixtures/own-product";

// A product of its own: the command works on the embedded database while the product is stopped.
test.describe.configure({ timeout: 180_000 });

let models: ModelServer;
let product: OwnProduct;
test.beforeAll(async () => {
  models = await ModelServer.start();
  product = await OwnProduct.make({
    OPENAI_BASE_URL: `${models.url}/v1`,
    CHAT_MODEL: "own-chat",
  });
  await product.start();
});
test.afterAll(async () => {
  await product.remove();
  models.stop();
});

/** Has a visitor's question answered, by the model or while it fails by quotes. */
async function ask(): Promise<string> {
  const message = "What is the weekly price of a cargo e-bike?";
  return (await product.request("/api/v1/chat", { message, stream: true })).text();
}

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
  await expect(prompt.getByText("This is not your current password.")).toBeVisible();
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
  await expectWellMade(page);
  await expectContrastInDark(page);
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
  await expectWellMade(page);
  await expectContrastInDark(page);

  await expect.poll(ask, { timeout: 60_000 }).toContain('"answerer":"model"');
  const chat = services.getByRole("listitem").filter({ hasText: "Chat model" }).first();
  models.failing = true;
  for (let failure = 0; failure < 5; failure += 1)
    expect(await ask()).toContain('"answerer":"extractive"');
  await expect(chat).toContainText("Left alone");
  const figure = (term: string) =>
    chat.locator("dl").first().locator("div").filter({ hasText: term }).locator("dd");
  await expect(figure("Failures lately")).toHaveText("5");
  await expect(figure("Last failure")).toHaveText("http_500");
  const open = {
    name: `chat_model ${new URL(models.url).host} own-chat`,
    ...{ state: "open", failuresInWindow: 5, lastErrorClass: "http_500" },
    ...{ openedAt: expect.any(String), nextProbeAt: expect.any(String) },
  };
  const report = await page.request.get("/api/admin/circuit-breakers");
  const [worst] = ((await report.json()) as { circuits: Record<string, unknown>[] }).circuits;
  expect(worst).toMatchObject({ ...open, instances: [open] });
  for (const [term, key] of [
    ["Left alone since", "openedAt"],
    ["Next try", "nextProbeAt"],
  ] as const)
    await expect(figure(term).locator("time")).toHaveAttribute("datetime", String(worst?.[key]));
  await page.goto("/account");
  await context.close();
});
