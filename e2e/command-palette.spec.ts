import { expect } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe";
import { test, unique } from "./fixtures/dashboard";

test("pages, documents and commands are found from anywhere by keys alone", async ({
  page,
  account: { slug },
}) => {
  const title = unique("Opening hours");
  await page.goto(`/${slug}/knowledge`);
  const headers = { "X-Organization": slug, Origin: new URL(page.url()).origin };
  const data = { title, text: "We are open from nine to five." };
  expect((await page.request.post("/api/v1/documents", { headers, data })).ok()).toBe(true);

  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("audit");
  await expect(palette.getByRole("option", { name: /Audit log/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/${slug}/audit`);

  await page.keyboard.press("Control+k");
  await page.keyboard.type(title);
  await palette.getByRole("option", { name: title }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: title })).toBeVisible();

  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page).toHaveURL(`/${slug}/members`);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Dark theme" })).toBeChecked();
});

test("single letters do nothing in a field or a menu, nor for who has switched them off", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/knowledge`);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("searchbox").pressSequentially("g?m");
  await expect(page).toHaveURL(/\/knowledge/);
  await page.getByRole("heading", { level: 1 }).click();
  await page.getByRole("button", { name: /^Organization: / }).click();
  await expect(page.getByRole("menuitem", { name: "Your businesses" })).toBeVisible();
  await page.keyboard.type("gm");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(page).toHaveURL(/\/knowledge/);

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help.getByText("Search and commands")).toBeVisible();
  await expectAccessible(page);
  await help.getByRole("checkbox").press("Space");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(help).toBeHidden();
  await expect(page).toHaveURL(/\/knowledge/);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
});
