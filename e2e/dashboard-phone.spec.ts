import { expect } from "@playwright/test";
import { addOrganization } from "./fixtures/businesses";
import { givenFaq, test, unique } from "./fixtures/dashboard";

test.use({ viewport: { width: 390, height: 844 } });

test("no page scrolls sideways on a phone, and the menu leads to each", async ({
  page,
  account: { name: business, slug },
}) => {
  const question = unique(
    "How does a very long question with a Donaudampfschifffahrtsgesellschaftskapitänsmütze look on a phone",
  );
  const id = await givenFaq(page, slug, { question, answer: "A".repeat(120) });
  const fits = async () => {
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0], page.url()).toBe(widths[1]);
  };
  for (const name of ["Playground", "Install", "Jobs", "Usage", "Knowledge"]) {
    await page.getByRole("button", { name: "Open menu" }).click();
    await page.getByRole("dialog", { name: "Menu" }).getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByRole("dialog", { name: "Menu" })).toHaveCount(0);
    await page.waitForLoadState("networkidle");
    await fits();
  }
  await page.goto(`/${slug}/knowledge/new`);
  await page.getByRole("button", { name: "Add to knowledge" }).click();
  const title = page.getByLabel("Title", { exact: true });
  await expect(title).toBeFocused();
  // Clear of the bar that stays at the top of the page.
  const bar = await page.getByRole("banner").boundingBox();
  expect((await title.boundingBox())?.y).toBeGreaterThan((bar?.y ?? 0) + (bar?.height ?? Infinity));

  for (const path of [`knowledge/${id}`, "knowledge/new", "knowledge/new?kind=faq"]) {
    await page.goto(`/${slug}/${path}`);
    await expect(page.getByRole("button", { name: /Save changes|Add to knowledge/ })).toBeVisible();
    await fits();
  }
  await page.goto(`/${slug}/playground`);
  await expect(page.getByRole("button", { name: question })).toBeVisible();
  await fits();
  await page.getByRole("textbox", { name: "Question" }).fill(question);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Answered")).toBeVisible();
  await page.getByRole("tab", { name: "Passages" }).click();
  await expect(page.getByRole("tabpanel").getByRole("link", { name: question })).toBeVisible();
  await fits();

  const word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller";
  const longNamed = await addOrganization(page, business, unique(word));
  for (const path of ["settings", "knowledge", "start"]) {
    await page.goto(`/${longNamed}/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await fits();
  }
  await page.goto("/businesses");
  await expect(page.getByText(word).first()).toBeVisible();
  await fits();
});
