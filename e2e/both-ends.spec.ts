import { expect, type Browser, type FrameLocator, type Page } from "@playwright/test";
import { signIn } from "./fixtures/dashboard";
import { readDemo } from "./fixtures/demo";
import { ask, conversationOf, openWidget, siteUrl, test } from "./fixtures/visitor";

const { owner, tenants } = readDemo();
const { organizationSlug: slug = "", secretKey = "" } = tenants[0] ?? {};
const GUARANTEE = "How long is the guarantee on a repair?";

/** A member of the business in a browser of their own, before the inbox. */
async function openInbox(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: process.env["E2E_URL"] ?? "" });
  const page = await context.newPage();
  await signIn(page, owner);
  await page.waitForURL(/\/knowledge$/);
  await page.goto(`/${slug}/inbox`);
  await expect(page.getByRole("heading", { name: "Choose a conversation" })).toBeVisible();
  return page;
}

async function choose(panel: FrameLocator, name: string): Promise<void> {
  await panel.getByRole("button", { name: "More" }).click();
  await panel.getByRole("button", { name }).click();
}

async function reopen(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, siteUrl).href);
  await page.getByRole("button", { name: "Open chat" }).click();
}

test.beforeAll("the demo's knowledge is indexed", async ({ playwright }) => {
  const request = await playwright.request.newContext({
    baseURL: process.env["E2E_URL"] ?? "",
    extraHTTPHeaders: { authorization: `Bearer ${secretKey}` },
  });
  const unfinished = async () => {
    const response = await request.get("/api/v1/documents?limit=100");
    const { documents } = (await response.json()) as { documents: { status: string }[] };
    return documents.filter(({ status }) => status !== "available").length;
  };
  await expect.poll(unfinished, { timeout: 45_000 }).toBe(0);
  await request.dispose();
});

test("a visitor and the business talk: the assistant, a person, the assistant again, and nothing is left", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const inbox = await openInbox(browser);
  const panel = await openWidget(page);
  const answers = panel.locator("[data-outcome], [aria-busy=true]");
  const said = (text: string) => panel.locator(".bubble").filter({ hasText: text });
  await expect(await ask(panel, GUARANTEE)).toHaveAttribute("data-outcome", "answered");

  const conversation = inbox.locator(`a[href*="/inbox/${await conversationOf(panel)}"]`);
  await expect(conversation).toContainText(GUARANTEE);
  await conversation.click();
  const log = inbox.getByRole("log", { name: "Messages" });
  await expect(log.getByText(GUARANTEE)).toBeVisible();
  await expect(log.getByRole("list", { name: "Sources" })).toHaveCount(1);

  await choose(panel, "Talk to a person");
  await panel.getByLabel("Name").fill("Kim Doe");
  await panel.getByLabel("E-mail").fill("kim@example.test");
  await panel.getByRole("textbox", { name: "Message" }).fill("May I bring a tandem?");
  await panel.getByRole("button", { name: "Send to the team" }).click();
  await expect(panel.getByText("Your message is with the team.")).toBeVisible();
  await expect(inbox.getByText("The visitor waits for a person.")).toBeVisible();
  await expect(log.getByText("May I bring a tandem?").first()).toBeVisible();
  const details = inbox.getByRole("region", { name: "Details" });
  await expect(details.getByRole("link", { name: "kim@example.test" }).first()).toBeVisible();

  await inbox.getByRole("button", { name: "Take over" }).click();
  await expect(panel.getByText(/^Demo Owner has joined/)).toBeVisible();
  const reply = inbox.getByRole("textbox", { name: "Reply to the visitor" });
  await reply.pressSequentially("You may, with");
  await expect(panel.getByText("Demo Owner is typing…")).toBeVisible();
  await reply.fill("You may, with both riders.");
  await reply.press("Enter");
  await expect(said("You may, with both riders.")).toHaveCount(1);
  await expect(panel.getByTestId("announcer")).toHaveText("Demo Owner: You may, with both riders.");

  await panel.getByRole("textbox").fill("And on Sundays?");
  await expect(log.getByText("The visitor is writing…")).toBeVisible();
  await panel.getByRole("textbox").press("Enter");
  await expect(log.getByText("And on Sundays?")).toBeVisible();
  // What the member answers comes after it, and nothing of the assistant's between.
  await reply.fill("On Sundays too.");
  await reply.press("Enter");
  for (const text of ["You may, with both riders.", "And on Sundays?", "On Sundays too."])
    await expect(said(text)).toHaveCount(1);
  await expect(answers).toHaveCount(1);

  // What comes while the chat is closed is counted at its button, until it is opened.
  await panel.getByRole("button", { name: "Close chat" }).click();
  const later = ["One thing more.", "Bring a lock."];
  for (const text of later) {
    await reply.fill(text);
    await reply.press("Enter");
  }
  await page.getByRole("button", { name: "Open chat, New messages: 2" }).click();
  for (const text of later) await expect(said(text)).toHaveCount(1);
  await expect(page.locator("frontdesk-widget .badge")).toHaveText("");

  await inbox.getByRole("button", { name: "Hand back" }).click();
  await expect(panel.getByText(/^Demo Owner has joined/)).toHaveCount(0);
  const handedBack = panel.getByText("The AI assistant answers again.");
  await expect(handedBack).toBeVisible();
  const answer = await ask(panel, "Is a helmet included with a rental bike?");
  await expect(handedBack).toHaveCount(0);
  await expect(answer).toHaveAttribute("data-outcome", "answered");
  await answer.locator("button[aria-expanded]").first().click();
  await expect(answer.getByRole("blockquote").filter({ visible: true })).toContainText("Helmets");
  await expect(log.getByRole("list", { name: "Sources" })).toHaveCount(2);

  for (const path of ["/", "/visit"]) {
    await reopen(page, path);
    await expect(said("On Sundays too.")).toHaveCount(1);
    await expect(said("And on Sundays?")).toHaveCount(1);
    await expect(answers).toHaveCount(2);
  }
  const last = answers.last();
  await last.getByRole("button", { name: "Not helpful" }).click();
  await last.getByLabel("What was missing or wrong? (optional)").fill("For which heads?");
  await last.getByRole("button", { name: "Send feedback" }).click();
  await expect(log.getByText("For which heads?")).toBeVisible();

  await choose(panel, "Delete conversation");
  await panel.getByRole("button", { name: "Delete for good" }).click();
  await expect(panel.getByText("The conversation was deleted.")).toBeVisible();
  await expect(inbox.getByRole("main")).not.toContainText("On Sundays too.");
  await expect(conversation).toHaveCount(0);
  await expect(inbox.getByRole("heading", { name: "This conversation is gone" })).toBeVisible();
  await inbox.context().close();
});
