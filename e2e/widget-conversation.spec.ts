import { expect, type FrameLocator, type Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe";
import { keptBy, openWidget, panelOf, siteUrl, test } from "./fixtures/visitor";

const QUESTION = "How long is the guarantee on a repair?";

/** Asks the first question of a visitor, which is not sent yet. */
async function askFirst(panel: FrameLocator): Promise<void> {
  await panel.getByRole("textbox", { name: "Your question" }).fill(QUESTION);
  await panel.getByRole("textbox", { name: "Your question" }).press("Enter");
  await expect(panel.getByRole("group", { name: "Before your first message" })).toBeFocused();
}

async function choose(panel: FrameLocator, name: string): Promise<void> {
  await panel.getByRole("button", { name: "More" }).click();
  await panel.getByRole("button", { name }).click();
}

async function reopen(page: Page): Promise<void> {
  await page.goto(siteUrl);
  await page.getByRole("button", { name: "Open chat" }).click();
}

test("a visitor agrees, asks, comes back, rates, asks for a person and deletes it all", async ({
  page,
}) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (/\/api\/v1\//.test(request.url())) sent.push(request.method());
  });
  const panel = await openWidget(page);
  await expect(panel.getByText(/^You are chatting with an AI/)).toBeVisible();
  await expectAccessible(page);
  await askFirst(panel);
  await expectAccessible(page);
  expect([sent, await keptBy(page)]).toEqual([[], []]);
  await panel.getByRole("button", { name: "Don’t send" }).click();
  await expect(panel.getByRole("textbox", { name: "Your question" })).toHaveValue(QUESTION);
  expect([sent, await keptBy(page)]).toEqual([[], []]);

  await askFirst(panel);
  await panel.getByRole("button", { name: "Agree and send" }).click();
  const answer = panel.locator("[data-outcome=answered]");
  await answer.getByRole("button", { name: "Guarantee on repairs" }).first().click();
  await expect(answer.getByRole("blockquote").filter({ visible: true })).toContainText("6 months");
  await expectAccessible(page);
  expect(await keptBy(page)).toEqual([expect.stringMatching(/^frontdesk:fd_pk_/)]);

  await reopen(page);
  await expect(panel.getByRole("listitem").filter({ hasText: QUESTION })).toHaveCount(1);
  await expect(answer).toHaveCount(1);
  await answer.getByRole("button", { name: "Not helpful" }).click();
  await answer.getByLabel("What was missing or wrong? (optional)").fill("For which parts?");
  await answer.getByRole("button", { name: "Send feedback" }).click();
  await expect(answer.getByText("Thank you for your feedback.")).toBeVisible();

  await choose(panel, "Talk to a person");
  await expect(panel.getByRole("heading", { name: "Leave a message" })).toBeFocused();
  await panel.getByRole("button", { name: "Send to the team" }).click();
  await expect(panel.getByLabel("Name")).toBeFocused();
  await expectAccessible(page);
  await panel.getByLabel("Name").fill("Kim Doe");
  await panel.getByLabel("E-mail").fill("kim@example.test");
  await panel.getByRole("textbox", { name: "Message" }).fill("Please call me about my brakes.");
  await panel.getByRole("button", { name: "Send to the team" }).click();
  await expect(panel.getByText("Your message is with the team.")).toBeVisible();
  await expect(panel.getByText("A person will answer.")).toBeVisible();
  await expectAccessible(page);

  await reopen(page);
  await expect(panel.getByText("Please call me about my brakes.")).toHaveCount(1);
  await expect(answer.getByRole("button", { name: "Not helpful" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  // What is typed is kept for the tab, and goes with the rest.
  await panel.getByRole("textbox", { name: "Your question" }).fill("Half a thought");
  await expect.poll(() => keptBy(page)).toHaveLength(2);
  await choose(panel, "Delete conversation");
  await expectAccessible(page);
  const deleted = page.waitForResponse((response) => response.request().method() === "DELETE");
  await panel.getByRole("button", { name: "Delete for good" }).click();
  expect(await (await deleted).json()).toEqual({ leadsKept: 1 });
  await expect(panel.getByText("The conversation was deleted.")).toBeVisible();
  await expect.poll(() => keptBy(page)).toEqual([]);
  await reopen(page);
  await expect(panel.getByText(/^You are chatting with an AI/)).toBeVisible();
  await expect(panel.getByText(QUESTION)).toHaveCount(0);
});

test("by keyboard alone a visitor agrees, leaves a message, mails and deletes the conversation", async ({
  page,
}) => {
  const panel = await openWidget(page);
  const to = async (key: "Tab" | "Shift+Tab", name: string) => {
    const control = panel.getByRole("button", { name }).or(panel.getByRole("textbox", { name }));
    for (let presses = 0; presses < 40; presses += 1) {
      if (await control.evaluate((node) => node.matches(":focus"))) return;
      await page.keyboard.press(key);
    }
    throw new Error(`The focus never came to ${name}`);
  };
  await page.keyboard.type(QUESTION);
  await page.keyboard.press("Enter");
  await to("Tab", "Agree and send");
  await page.keyboard.press("Enter");
  await expect(panel.locator("[data-outcome=answered]")).toBeVisible();
  await expect(panel.getByTestId("announcer")).toContainText("6 months");

  await to("Shift+Tab", "More");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "More" })).toBeFocused();
  await page.keyboard.press("Enter");
  await to("Tab", "Talk to a person");
  await page.keyboard.press("Enter");
  for (const [name, text] of [
    ["Name", "Kim Doe"],
    ["E-mail", "kim@example.test"],
    ["Message", "Please call me."],
  ] as const) {
    await to("Tab", name);
    await page.keyboard.type(text);
  }
  await to("Tab", "Send to the team");
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("textbox", { name: "Your question" })).toBeFocused();

  await to("Shift+Tab", "More");
  await page.keyboard.press("Enter");
  await to("Tab", "Send transcript by e-mail");
  await page.keyboard.press("Enter");
  await to("Tab", "E-mail");
  await page.keyboard.type(`${crypto.randomUUID()}@example.test`);
  await page.keyboard.press("Enter");
  await expect(panel.getByText(/^The transcript is on its way to/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "More" })).toBeFocused();

  await page.keyboard.press("Enter");
  await to("Tab", "Delete conversation");
  await page.keyboard.press("Enter");
  await to("Tab", "Delete for good");
  await page.keyboard.press("Enter");
  await expect(panel.getByText("The conversation was deleted.")).toBeVisible();
  await expect(panel.getByRole("textbox", { name: "Your question" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Open chat" })).toBeFocused();
  await expect(panelOf(page).locator("#panel")).toBeHidden();
});
