import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe";
import { call, signIn } from "./fixtures/dashboard";
import { readDemo } from "./fixtures/demo";

const QUESTION = "How long is the guarantee on a repair?";
const { owner, tenants } = readDemo();
const { organizationSlug: slug = "", secretKey = "" } = tenants[0] ?? {};

interface Answer {
  conversationId: string;
  visitorToken: string;
  outcome: string;
}

/** Asks as a visitor does whose words the business's own server passes on. */
async function ask(visitor: APIRequestContext, message: string, before?: Answer): Promise<Answer> {
  const known = before && {
    conversationId: before.conversationId,
    visitorToken: before.visitorToken,
  };
  const response = await visitor.post("/api/v1/chat", { data: { message, ...known } });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()) as Answer;
}

async function fits(page: Page): Promise<void> {
  // Once the page has been laid out anew.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBe(0);
}

test("a member sees a conversation live, takes it over, answers, and hands it back", async ({
  page,
  context,
  playwright,
}) => {
  test.setTimeout(120_000);
  const visitor = await playwright.request.newContext({
    baseURL: process.env["E2E_URL"] ?? "",
    extraHTTPHeaders: { authorization: `Bearer ${secretKey}` },
  });
  const unfinished = async () => {
    const response = await visitor.get("/api/v1/documents?limit=100");
    const { documents } = (await response.json()) as { documents: { status: string }[] };
    return documents.filter(({ status }) => status !== "available").length;
  };
  await expect.poll(unfinished, { timeout: 45_000 }).toBe(0);
  await signIn(page, owner);
  await page.waitForURL(/\/knowledge$/);
  await page.goto(`/${slug}/inbox`);
  await expect(page.getByRole("heading", { name: "Choose a conversation" })).toBeVisible();
  const first = await ask(visitor, QUESTION);
  const row = page.locator(`a[href*="/inbox/${first.conversationId}"]`);
  await expect(row).toContainText(QUESTION);
  await expectAccessible(page);

  await row.click();
  const log = page.getByRole("log", { name: "Messages" });
  await expect(log.getByRole("list", { name: "Sources" })).toHaveCount(1);
  // Both at once: the reply waits for the takeover, and is in nobody's way.
  await page.keyboard.press("t");
  await page.keyboard.press("r");
  const field = page.getByRole("textbox", { name: "Reply to the visitor" });
  await field.fill("Hello, this is Robin.");
  await field.press("Enter");
  await expect(log.getByText("Sending…")).toHaveCount(0);
  await expect(log.getByText("Hello, this is Robin.")).toHaveCount(1);
  await expect(log.getByRole("alert")).toHaveCount(0);
  await expect(
    page.getByText("The assistant is silent while you have this conversation."),
  ).toBeVisible();
  expect((await ask(visitor, "May I speak to somebody?", first)).outcome).toBe("handoff");
  await expect(log.getByText("May I speak to somebody?")).toBeVisible();
  await expect(row).toContainText("Needs a person");
  await expect(page).toHaveTitle(/^\(\d+\) Inbox/);

  await field.fill("It is six months.");
  await context.setOffline(true);
  await field.press("Enter");
  await expect(log.getByRole("alert")).toContainText("Not sent.");
  await context.setOffline(false);
  await log.getByRole("button", { name: "Try again" }).click();
  await expect(log.getByRole("alert")).toHaveCount(0);
  await expect(log.getByText("It is six months.")).toHaveCount(1);
  await expect(row).not.toContainText("Needs a person");
  await expectAccessible(page);

  // What was not sent is a draft for whoever comes back.
  await field.fill("And a year for the battery.");
  await context.setOffline(true);
  await field.press("Enter");
  await expect(log.getByRole("alert")).toContainText("Not sent.");
  await context.setOffline(false);
  const navigation = page.getByRole("navigation", { name: "Main" });
  await navigation.getByRole("link", { name: "Knowledge", exact: true }).click();
  await expect(page.getByText("It is kept as a draft in its conversation.")).toBeVisible();
  await page.goBack();
  await expect(field).toHaveValue("And a year for the battery.");
  await field.fill("");

  await page.getByRole("button", { name: "Hand back" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Hand back" }).click();
  await expect(page.getByText("The assistant answers. When you reply")).toBeVisible();
  // That is shown before the server has said so.
  const path = `/api/v1/conversations/${first.conversationId}`;
  await expect.poll(async () => (await call(page, slug, path))["handledBy"]).toBe("assistant");
  expect((await ask(visitor, QUESTION, first)).outcome).toBe("answered");
  await expect(log.getByRole("list", { name: "Sources" })).toHaveCount(2);

  await page.setViewportSize({ width: 375, height: 812 });
  await fits(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(row).toBeVisible();
  await fits(page);
  await visitor.dispose();
});
