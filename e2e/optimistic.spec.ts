import { expect, type Page } from "@playwright/test";
import { givenFaq, row, test, unique } from "./fixtures/dashboard";

/**
 * Holds what the page has the server do until the returned call lets it go, to an organization that there is not: the
 * server refuses it.
 */
async function holdActions(page: Page, slug: string): Promise<() => void> {
  const held = Promise.withResolvers<undefined>();
  await page.route("**/*", async (route) => {
    const request = route.request();
    if (!request.headers()["next-action"]) return route.fallback();
    await held.promise;
    const postData = request.postData()?.replaceAll(`"${slug}"`, '"no-such-organization"');
    await route.continue(postData ? { postData } : {});
  });
  return () => held.resolve(undefined);
}

/** The message that something was not done, with the server's reason. */
const refused = (page: Page, title: string) =>
  page
    .getByRole("listitem")
    .filter({ has: page.getByText(title, { exact: true }) })
    .filter({ hasText: "The organization was not found." });

test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

test("documents go at once, alone and together, and come back with the reason when the server refuses", async ({
  page,
  account: { slug },
}) => {
  const name = unique("Opening hours");
  for (const day of ["Monday", "Sunday"])
    await givenFaq(page, slug, { question: `${name} on ${day}`, answer: "Nine to five." });
  await page.goto(`/${slug}/knowledge?q=${encodeURIComponent(name)}`);
  const monday = row(page, `${name} on Monday`);
  const sunday = row(page, `${name} on Sunday`);
  await expect(sunday).toBeVisible();

  let refuse = await holdActions(page, slug);
  await page.getByRole("button", { name: `Actions for ${name} on Monday` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(monday).toHaveCount(0);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
  await expect(sunday).toBeVisible();
  refuse();
  await expect(refused(page, "Not deleted")).toBeVisible();
  await expect(monday).toBeVisible();
  await page.unrouteAll();

  refuse = await holdActions(page, slug);
  await page.getByLabel("Select all that are shown").click();
  await page.getByRole("button", { name: "Delete…" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
  refuse();
  await expect(refused(page, "0 deleted, 2 not")).toBeVisible();
  await expect(monday).toBeVisible();
  await expect(sunday).toBeVisible();
});

test("a new title stands on the page before the server has it; refused, the old one is back and what was typed stays", async ({
  page,
  account: { slug },
}) => {
  const [old, next] = [unique("Do you gift-wrap"), unique("Do you wrap gifts")];
  const id = await givenFaq(page, slug, { question: old, answer: "Yes, at the till." });
  await page.goto(`/${slug}/knowledge/${id}`);
  const question = page.getByLabel("Question", { exact: true });
  await question.fill(next);
  const refuse = await holdActions(page, slug);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: next })).toBeVisible();
  refuse();
  await expect(page.getByRole("heading", { level: 1, name: old })).toBeVisible();
  await expect(question).toHaveValue(next);
  await expect(page.getByRole("button", { name: "Save changes" })).toBeEnabled();
});

test("a box follows the click before the browser paints, and falls back when the server refuses", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/insights`);
  const choice = page.getByRole("checkbox", { name: "Mail me last week's figures" });
  await expect(choice).toBeChecked();
  const refuse = await holdActions(page, slug);
  const seen = await choice.evaluate(async (box: HTMLInputElement) => {
    box.click();
    // The end of the tasks that a click queues for itself, which is before anything is painted.
    for (let at = 0; at < 20; at += 1) await Promise.resolve();
    return box.checked;
  });
  expect(seen).toBe(false);
  refuse();
  await expect(refused(page, "Not changed")).toBeVisible();
  await expect(choice).toBeChecked();
});
