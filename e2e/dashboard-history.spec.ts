import { expect } from "@playwright/test";
import { givenFaq, test, unique } from "./fixtures/dashboard";

test("a change is looked at, taken back, and search finds the old text again", async ({
  page,
  account: { slug },
}) => {
  const question = unique("Where do coaches park");
  const id = await givenFaq(page, slug, { question, answer: "Coaches park behind the mill." });
  await page.goto(`/${slug}/knowledge/${id}`);
  await page.getByLabel("Answer", { exact: true }).fill("Coaches park beside the river.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Visitors are answered from this version.")).toBeAttached();

  await page.getByRole("tab", { name: "History" }).click();
  await expect(page).toHaveURL(/tab=history/);
  await page.getByRole("button", { name: /Robin Owner changed the answer/ }).click();
  const changed = page.getByRole("group", { name: "What changed" });
  await expect(changed.getByRole("deletion").first()).toHaveText("behind");
  await expect(changed.getByRole("insertion").first()).toHaveText("beside");
  await page.getByRole("button", { name: "Restore what it said before" }).click();
  await expect(page.getByText("Restored", { exact: true })).toBeVisible();
  await expect(page.getByRole("list", { name: "Changes" }).getByRole("listitem")).toHaveCount(2);
  await expect(page.getByText("Visitors are answered from this version.")).toBeAttached();

  await page.getByRole("tab", { name: /Passages/ }).click();
  await page.getByLabel("Why is this found, or not?").fill(question);
  await page.getByRole("button", { name: "Explain" }).click();
  const passage = page.getByRole("list", { name: "Passages" }).getByRole("listitem");
  await expect(passage).toContainText("behind the mill");
  await expect(passage).toContainText("Read first");
});

test("what contradicts is shown side by side, and stays away once dismissed", async ({
  page,
  account: { slug },
}) => {
  const question = unique("What does a punt cost");
  await givenFaq(page, slug, { question, answer: "A punt costs £20 an hour." });
  await givenFaq(page, slug, { question, answer: "£26 an hour, with a blanket." });
  const pair = page
    .getByRole("list", { name: "Duplicates and contradictions" })
    .getByRole("listitem")
    .filter({ hasText: question });
  await expect(async () => {
    await page.goto(`/${slug}/knowledge/check?kind=contradiction`);
    await expect(pair).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await expect(pair).toContainText("Price: £20 in the one, £26 in the other.");
  await pair.getByRole("button", { name: "Dismiss" }).click();
  await expect(pair).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("combobox", { name: "State" }).selectOption("Dismissed");
  await expect(pair.getByRole("button", { name: "Take up again" })).toBeVisible();
});
