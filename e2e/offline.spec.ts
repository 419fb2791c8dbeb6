import { expect } from "@playwright/test";
import { givenFaq, row, test, unique } from "./fixtures/dashboard";

test("a page that came to rest works on without a line: its menus and dialogs open, and what fails is told", async ({
  page,
  context,
  account: { slug },
}) => {
  const question = unique("Is there a cloakroom");
  await givenFaq(page, slug, { question, answer: "Yes, behind the stairs." });
  await page.goto(`/${slug}/knowledge`);
  await expect(row(page, question)).toBeVisible();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);

  await page.getByRole("button", { name: `Actions for ${question}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page
    .getByRole("alertdialog", { name: "Delete this FAQ?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await expect(page.getByText("Not deleted", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("You are still signed in", { exact: true })).toBeVisible();
  await context.setOffline(false);
  await expect(row(page, question)).toBeVisible();
});
