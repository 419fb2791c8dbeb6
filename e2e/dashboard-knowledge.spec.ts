import { expect } from "@playwright/test";
import { found, givenFaq, row, test, unique } from "./fixtures/dashboard";

test("a FAQ is edited, and visitors get the new answer", async ({ page, account: { slug } }) => {
  const question = unique("Are dogs allowed in hall");
  const id = await givenFaq(page, slug, { question, answer: "Dogs must wait outside the hall." });
  await page.goto(`/${slug}/knowledge/${id}`);
  await page.getByLabel("Answer", { exact: true }).fill("Dogs on a lead are welcome in the hall.");
  await page.getByRole("button", { name: "Add another way" }).click();
  await page.getByLabel("Other way 1", { exact: true }).fill("Can I bring my terrier?");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByText("Visitors are answered from this version.")).toBeAttached();

  await page.goto(`/${slug}/playground`);
  await page.getByRole("textbox", { name: "Question" }).fill(question);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Answered")).toBeVisible();
  await expect(page.getByRole("region", { name: "Sources" })).toContainText("Dogs on a lead");
  await page.getByRole("tab", { name: "Passages" }).click();
  await expect(page.getByRole("tabpanel").getByRole("link", { name: question })).toBeVisible();
});

test("what is not saved is not lost by a link or the way back", async ({
  page,
  account: { slug },
}) => {
  const question = unique("Do you have parking");
  const id = await givenFaq(page, slug, { question, answer: "Four places behind the house." });
  await row(page, question).getByRole("link").click();
  const answer = page.getByLabel("Answer", { exact: true });
  // Typed, since the browser asks only people who did something themselves.
  await answer.click();
  await answer.press("Control+a");
  await answer.pressSequentially("Six places behind the house.");

  let leave = false;
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return leave ? dialog.accept() : dialog.dismiss();
  });
  await page.getByRole("link", { name: "Playground" }).click();
  expect(asked).toHaveLength(1);
  await page.evaluate(() => window.history.back());
  await expect.poll(() => asked).toHaveLength(2);
  await expect(page).toHaveURL(`/${slug}/knowledge/${id}`);
  await expect(answer).toHaveValue("Six places behind the house.");

  leave = true;
  await page.getByRole("link", { name: "Playground" }).click();
  await page.waitForURL(`/${slug}/playground`);
});

test("a deleted document is gone at once, and what is left to remove is followed from the message", async ({
  page,
  account: { slug },
}) => {
  const question = unique("Is there a lost property office");
  await givenFaq(page, slug, { question, answer: "Yes, at the till." });
  expect(await found(page, slug, question)).toContain(question);
  await page.reload();

  const actions = page.getByRole("button", { name: `Actions for ${question}` });
  await actions.press("Enter");
  await page.getByRole("menuitem", { name: "Delete…" }).press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Delete this FAQ?" });
  await expect(dialog).toContainText(question);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(actions).toBeFocused();

  await actions.click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(row(page, question)).toHaveCount(0);
  await page.getByRole("button", { name: "Show progress" }).click();
  await page.waitForURL(`/${slug}/jobs`);
  const jobs = page.getByRole("list", { name: "Jobs" });
  await expect(jobs.getByRole("heading", { name: "Remove deleted knowledge" })).not.toHaveCount(0);
  expect(await found(page, slug, question)).not.toContain(question);
});

test("several documents are deleted together", async ({ page, account: { slug } }) => {
  const name = unique("Season");
  const faqs = ["spring", "autumn"].map((season) => `${name}: what is on in ${season}?`);
  for (const question of faqs) {
    await givenFaq(page, slug, { question, answer: "A market on Saturdays." });
  }
  await page.goto(`/${slug}/knowledge?q=${encodeURIComponent(name)}`);
  await expect(row(page, name)).toHaveCount(2);
  await page.getByLabel("Select all that are shown").click();
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete these 2?" });
  for (const question of faqs) await expect(dialog).toContainText(question);
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
});

test("search and filters stand in the address and survive a reload", async ({
  page,
  account: { slug },
}) => {
  const question = unique("Do you repair umbrellas");
  await givenFaq(page, slug, { question, answer: "Yes, within a week." });
  await page.getByLabel("Search titles, file names and answers").fill(question);
  await expect(page).toHaveURL(/[?&]q=Do/);
  await page.getByRole("combobox", { name: "Kind" }).selectOption("FAQs");
  await expect(page).toHaveURL(/kind=faq/);
  await page.reload();
  await expect(row(page, question)).toHaveCount(1);
  await expect(page.getByRole("list", { name: "Documents and FAQs" })).toContainText(question);

  await page.getByRole("combobox", { name: "Kind" }).selectOption("Documents");
  await expect(page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(row(page, question)).toHaveCount(1);
  await expect(page.getByLabel("Search titles, file names and answers")).toHaveValue("");
  await expect(page).toHaveURL(`/${slug}/knowledge`);
});

test("an empty form says what is missing when it is sent, and sends nothing", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/knowledge/new`);
  await page.getByRole("button", { name: "Add to knowledge" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Title", { exact: true })).toHaveAccessibleDescription(
    /Must not be empty/,
  );
  await expect(page.getByLabel("Text", { exact: true })).toHaveAccessibleDescription(
    /Must not be empty/,
  );

  await page.goto(`/${slug}/knowledge/new?kind=faq&question=${encodeURIComponent("May dogs in?")}`);
  await page.getByRole("button", { name: "Add to knowledge" }).click();
  await expect(page.getByLabel("Answer")).toBeFocused();
  await expect(page.getByLabel("Answer")).toHaveAccessibleDescription(/Must not be empty/);
  await expect(page).toHaveURL(/\/knowledge\/new/);
});
