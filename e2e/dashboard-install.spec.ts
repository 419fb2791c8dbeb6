import { expect } from "@playwright/test";
import { test, unique } from "./fixtures/dashboard";

test("a secret key is shown once, works, and is dead after it was revoked", async ({
  page,
  context,
  account: { slug },
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = unique("Night sync");
  await page.goto(`/${slug}/install`);
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByRole("radio", { name: /^Secret/ }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Your new key" });
  await dialog.getByRole("button", { name: "Copy the key" }).click();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  expect(key).toMatch(/^fd_sk_live_/);
  await expect(dialog).toContainText(key);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Create a key" })).toBeFocused();
  await expect(page.getByText(key)).toHaveCount(0);

  const list = () =>
    page.request.get("/api/v1/documents", { headers: { Authorization: `Bearer ${key}` } });
  expect((await list()).status()).toBe(200);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  const confirm = page.getByRole("alertdialog", { name: "Revoke this key?" });
  await expect(confirm).toContainText(name);
  await confirm.getByRole("button", { name: "Revoke" }).click();
  // The list behind an open dialog is hidden from roles, so the dialog has to be gone before its absence means anything.
  await expect(confirm).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Keys" }).getByText(name)).toHaveCount(0);
  expect((await list()).status()).toBe(401);
});

test("the line for the site holds the key that was just made", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/install`);
  const snippet = page.getByLabel("Snippet", { exact: true });
  await expect(snippet).toContainText('data-key="fd_pk_…"');
  await page.getByRole("button", { name: "Create a publishable key" }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  const origin = new URL(page.url()).origin;
  await expect(snippet).toHaveText(
    new RegExp(
      `^<script src="${origin}/widget\\.js" data-key="fd_pk_live_\\S{51}" async></script>$`,
    ),
  );
});

test("the widget runs where its owner allows it, by exact origin", async ({
  page,
  account: { slug },
}) => {
  const host = `${unique("shop").replace(" ", "-")}.example`;
  await page.goto(`/${slug}/install`);
  const field = page.getByLabel("Add an address");
  await field.fill(`${host}/contact`);
  await field.press("Enter");
  await expect(page.getByText("Not an origin such as https://shop.example")).toBeVisible();
  await page.getByRole("button", { name: `Add https://${host} instead` }).click();
  const allowed = page.getByRole("list", { name: "Allowed origins" });
  await expect(allowed).toContainText(`https://${host}`);
  await expect(field).toHaveValue("");

  await field.fill(`https://${host.toUpperCase()}/`);
  await field.press("Enter");
  await expect(page.getByText("This origin is already allowed.")).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: `Remove https://${host}` }).click();
  await expect(page.getByText(`https://${host} is no longer allowed`)).toBeVisible();
  await expect(page.getByRole("button", { name: `Remove https://${host}` })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(allowed).toContainText(`https://${host}`);
});
