import { expect, type Locator } from "@playwright/test";
import { test } from "./fixtures/dashboard";

/** Its fault stands beside a field, is tied to it, and the field has the focus. */
async function expectFault(field: Locator, words: string): Promise<void> {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(new RegExp(words));
  await expect(field).toBeFocused();
}

test("sign-in says beside its fields what cannot be right, and keeps what was typed", async ({
  browser,
  account,
}) => {
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.goto("/sign-in");
  const email = page.getByLabel("E-mail");
  const password = page.getByLabel("Password");
  const send = page.getByRole("button", { name: "Sign in", exact: true });
  await email.fill("robin at corner");
  await send.click();
  await expectFault(email, "Not a valid e-mail address");
  await expect(password).toHaveAccessibleDescription("Enter your password");
  await email.fill(account.email);
  await expect(email).not.toHaveAttribute("aria-invalid");
  await send.click();
  await expectFault(password, "Enter your password");
  await password.fill("not the password");
  await send.click();
  await expect(page.getByText("The e-mail address or the password is not right.")).toBeVisible();
  await expect(password).toHaveValue("not the password");
  await password.fill(account.password);
  await stranger.setOffline(true);
  await send.click();
  await expect(page.getByText("The server could not be reached.")).toBeVisible();
  await expect(password).toHaveValue(account.password);
  await stranger.setOffline(false);
  await password.press("Enter");
  await page.waitForURL(/\/knowledge$/);
  await stranger.close();
});

test("a page that cannot be looked at is a fault of its address, which stays", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/install`);
  const field = page.getByLabel("Check a page");
  await field.fill("two words");
  await field.press("Enter");
  await expectFault(field, "Must be an http\\(s\\) address");
  await field.fill("10.0.0.1/shop");
  await field.press("Enter");
  await expectFault(field, "belongs to a private network");
  await expect(field).toHaveValue("10.0.0.1/shop");
});

test("a half typed last day is none, and makes no key without an end", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/keys`);
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByLabel("Name").fill("Half a day");
  const day = page.getByLabel("Last day");
  await day.focus();
  await page.keyboard.type("12");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expectFault(day, "Not a day");
  await expect(page.getByRole("dialog", { name: "Create a key" })).toBeVisible();
});
