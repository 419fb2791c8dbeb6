import { expect } from "@playwright/test";
import { givenFaq, test, unique } from "./fixtures/dashboard";
import { sortedGap } from "./fixtures/gaps";
import { openToVisitors } from "./fixtures/visiting";

test("what visitors asked in vain is answered once, after a look at what they would have read", async ({
  page,
  account: { slug },
}) => {
  const ask = await openToVisitors(page, slug);
  const question = "Are alpacas allowed in your shop?";
  expect(await ask(question)).toMatchObject({ outcome: "no_answer" });
  expect(await ask("Are alpacas allowed inside your shop?")).toMatchObject({
    outcome: "no_answer",
  });

  const gap = await sortedGap(page, slug, /alpacas/);
  await page
    .getByRole("listitem")
    .filter({ has: gap })
    .getByRole("button", { name: "Dismiss" })
    .click();
  await expect(gap).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await gap.click();
  await expect(page.getByText("Asked in 2 conversations.")).toBeVisible();

  await page.getByLabel("Question").fill(question);
  const answer = page.getByLabel("Answer", { exact: true });
  await expect(answer).toHaveValue("");
  await page.getByRole("button", { name: "Preview on past questions" }).click();
  await expect(answer).toBeFocused();
  await answer.fill("Alpacas are welcome in our shop on a lead.");
  await page.getByRole("button", { name: "Preview on past questions" }).click();
  const rows = page.getByRole("list", { name: "Questions of this gap" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("I don't have information about that");
  await expect(rows.first()).toContainText("Alpacas are welcome in our shop on a lead.");
  expect(await ask(question)).toMatchObject({ outcome: "no_answer" });

  await page.getByRole("button", { name: "Publish as FAQ" }).click();
  await expect(page.getByText(/Answered by Robin Owner/)).toBeVisible();
  await expect.poll(async () => (await ask(question)).citations[0]?.title).toBe(question);
});

test("a test question from the playground tells when its answer is lost", async ({
  page,
  account: { slug },
}) => {
  const question = unique("Where do I hand in the rented projector");
  const id = await givenFaq(page, slug, { question, answer: "At the desk by the fountain." });
  await page.goto(`/${slug}/playground`);
  await page.getByRole("textbox", { name: "Question" }).fill(question);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByRole("link", { name: "Keep as test question" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a test question" });
  await dialog.getByRole("radio", { name: question }).check();
  await dialog.getByLabel("Words the answer must contain").fill("fountain");
  await dialog.getByRole("button", { name: "Add test question" }).click();

  const row = page.getByRole("list", { name: "Test questions" }).getByRole("listitem");
  const kept = row.filter({ hasText: question });
  // The sweep of each quarter hour may have asked it already.
  await expect(kept).toContainText(/Not asked yet|Passed/);
  await page.getByRole("button", { name: "Ask them now" }).click();
  await expect(kept).toContainText("Passed");

  await page.goto(`/${slug}/knowledge/${id}`);
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.waitForURL(/\/knowledge$/);
  await page.goto(`/${slug}/tests`);
  await page.getByRole("button", { name: "Ask them now" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "1 question that passed before fails now.",
  );
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /passed before/ }),
  ).toBeVisible();
  await page.getByRole("link", { name: "See which" }).click();
  await expect(page.getByRole("list", { name: "Results" })).toContainText("was deleted");
});
