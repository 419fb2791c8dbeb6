import { expect, test } from "@playwright/test";
import { signIn, signUp } from "./fixtures/dashboard";

test("who is signed in twice sees both, signs the other one out, and it has to sign in again", async ({
  browser,
  page,
}) => {
  const account = await signUp(page);
  const other = await browser.newContext({
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  });
  const away = await other.newPage();
  await signIn(away, account);
  await away.waitForURL(/\/knowledge$/);

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await page.waitForURL("/account");
  const rows = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "This browser" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "Firefox on Linux" })).toContainText("127.0.0.1");

  await page.getByRole("button", { name: "Sign out Firefox on Linux" }).click();
  await expect(rows).toHaveCount(1);
  await away.goto(`/${account.slug}/playground`);
  await expect(away).toHaveURL(/\/sign-in\?callbackUrl=/);
  await other.close();

  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeFocused();
  await page.getByLabel("Current password").fill(account.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Password changed")).toBeVisible();

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 375, height: 812 });
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBe(widths[1]);
  }
  await page.reload();
  await expect(rows).toHaveCount(1);
});
