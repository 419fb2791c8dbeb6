import { expect } from "@playwright/test";
import { test, unique } from "./fixtures/dashboard";

test("the line for the site holds the key that was just made", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/install`);
  const snippet = page.getByLabel("Snippet", { exact: true });
  await expect(snippet).toContainText('data-key="fd_pk_…"');
  await page.getByRole("button", { name: "Create a publishable key" }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Your new key" })).toContainText("holds it now");
  await page.getByRole("button", { name: "Done" }).click();
  const origin = new URL(page.url()).origin;
  await expect(snippet).toHaveText(
    new RegExp(
      `^<script src="${origin}/widget\\.js" data-key="fd_pk_live_\\S{51}" data-color="#1f4fd8" async></script>$`,
    ),
  );
  // Known nowhere else, so that another visit of the page has the line without it.
  await page.reload();
  await expect(snippet).toContainText('data-key="fd_pk_…"');
  await page.getByRole("link", { name: "one that you kept" }).click();
  await expect(page.getByRole("list", { name: "Keys" }).getByText("Website")).toBeVisible();
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
