import { expect, type Page } from "@playwright/test";
import { ask, openWidget, panelOf, siteUrl, test } from "./fixtures/visitor";

// What is on its way through a route of a journey's own when it ends is nobody's any more.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

const QUESTION = "How long is the guarantee on a repair?";

async function choosePerson(page: Page): Promise<void> {
  await panelOf(page).getByRole("button", { name: "More" }).click();
  await panelOf(page).getByRole("button", { name: "Talk to a person" }).click();
}

/** Changes what the server tells of the widget once the panel is there. */
async function tellLater(page: Page, change: object): Promise<void> {
  await page.route("**/api/v1/widget?*", async (route) => {
    const response = await route.fetch();
    const told = (await response.json()) as object;
    await route.fulfill({ response, json: { ...told, ...change } });
  });
}

/** Lets in only whom a site vouches for, as the demo's business does not. */
async function letInVouched(page: Page): Promise<void> {
  await tellLater(page, { identityRequired: true });
  await page.route("**/widget/panel?*", async (route) => {
    const response = await route.fetch();
    const required = 'data-config="{&quot;identityRequired&quot;:true,';
    const body = (await response.text()).replace('data-config="{', required);
    await route.fulfill({ response, body });
  });
}

test("who has to be signed in on the site is told so, and asks once they are", async ({ page }) => {
  await letInVouched(page);
  await page.goto(siteUrl);
  await page.getByRole("button", { name: "Open chat" }).click();
  const panel = panelOf(page);
  const why = panel.getByText("Please sign in on this site to chat.").filter({ visible: true });
  await expect(why).toBeVisible();
  await expect(panel.getByRole("textbox")).toHaveCount(0);
  await choosePerson(page);
  await expect(why).toBeVisible();
  await expect(panel.getByRole("button", { name: "Send to the team" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  // What is no e-mail keeps nobody from asking.
  const identity = { id: "42", email: "x", hash: "a".repeat(64) };
  await page.evaluate((given) => window.Frontdesk?.("identify", given), identity);
  await expect(panel.getByRole("textbox", { name: "Your question" })).toBeVisible();
  await expect(why).toHaveCount(0);
  await expect(await ask(panel, QUESTION)).toHaveAttribute("data-outcome", "answered");
});

test("a panel that stays open speaks the page's next language, and knows who is there by then", async ({
  page,
}) => {
  const panel = await openWidget(page);
  await page.evaluate(() => (document.documentElement.lang = "de"));
  await expect(panel.getByText(/^Hallo! Fragen Sie mich/)).toBeVisible();
  await expect(panel.getByRole("button", { name: "Haben Sie sonntags geöffnet?" })).toBeVisible();
  await expect(panel.getByRole("textbox", { name: "Ihre Frage" })).toBeVisible();
  await page.evaluate(() => (document.documentElement.lang = "en"));
  await expect(panel.getByRole("textbox", { name: "Your question" })).toBeVisible();
  await expect(panel.getByText(/^Hallo! Fragen Sie mich/)).toHaveCount(0);

  for (const [office, said] of [
    [{ open: true }, "The team is there now"],
    [{ open: false }, "Nobody is there right now"],
  ] as const) {
    await tellLater(page, { office });
    await choosePerson(page);
    await expect(panel.getByText(said)).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("of what waits for consent nothing is lost where the visitor does not agree", async ({
  page,
}) => {
  const panel = await openWidget(page);
  const input = panel.getByRole("textbox", { name: "Your question" });
  await input.fill(QUESTION);
  await input.press("Enter");
  const sunday = "And on Sundays?";
  await page.evaluate((question) => window.Frontdesk?.("ask", question), sunday);
  await input.fill("Half a thought");
  await expect(panel.getByText("Not sent yet")).toHaveCount(2);
  await panel.getByRole("button", { name: "Don’t send" }).click();
  await expect(input).toHaveValue([QUESTION, sunday, "Half a thought"].join("\n\n"));
});
