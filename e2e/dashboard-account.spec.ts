import { expect, test } from "@playwright/test";
import { signIn, signUp } from "./fixtures/dashboard";
import { readDemo } from "./fixtures/demo";

const [larkspoke, fernhollow] = readDemo().tenants;
const { password } = readDemo().owner;
const owner = (slug: string | undefined) => ({ email: `owner@${slug}.example`, password });

test("a newcomer signs up, pastes a text, sees it become available, and gets an answer from it", async ({
  page,
}) => {
  const { slug } = await signUp(page);
  await expect(page.getByLabel("Address of your website")).toBeVisible();

  await page.getByRole("button", { name: "Paste text" }).first().click();
  await page.getByLabel("Title", { exact: true }).fill("Opening hours");
  await page
    .getByLabel("Text", { exact: true })
    .fill("The corner shop opens at seven in the morning and closes at nine in the evening.");
  await page.getByRole("button", { name: "Add to knowledge" }).click();
  await expect(page.getByRole("heading", { name: "Opening hours" })).toBeVisible();
  await expect(page.getByText("Available", { exact: false }).first()).toBeVisible();

  await page.getByRole("link", { name: "Playground" }).click();
  await page.waitForURL(`/${slug}/playground`);
  await page.getByRole("textbox", { name: "Question" }).fill("When does the shop open?");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Answered")).toBeVisible();
  const source = page.getByRole("region", { name: "Sources" });
  await expect(source).toContainText("Opening hours");
  await expect(source.locator("blockquote")).toContainText("opens at seven in the morning");
});

test("a wrong password is refused, the right one leads on, and signing out ends the session", async ({
  page,
}) => {
  const account = owner(larkspoke?.organizationSlug);
  const home = `/${larkspoke?.organizationSlug}/knowledge`;
  await signIn(page, { ...account, password: "not the password" });
  await expect(page.getByRole("alert").filter({ hasText: "password" })).toContainText(
    "The e-mail address or the password is not right.",
  );

  await signIn(page, account);
  await page.waitForURL(home);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("/sign-in");

  await page.goto(home);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  const answer = await page.request.get("/api/v1/documents", {
    headers: { "X-Organization": larkspoke?.organizationSlug ?? "" },
  });
  expect(answer.status()).toBe(401);
});

test("who signs in on the way to a page comes to that page", async ({ page }) => {
  const account = owner(larkspoke?.organizationSlug);
  const question = "Can I bring a dog & a cat?";
  const asked = `/${larkspoke?.organizationSlug}/knowledge/new?${new URLSearchParams({ kind: "faq", question }).toString()}`;
  await page.goto(asked);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(asked);
  await expect(page.getByLabel("Question", { exact: true })).toHaveValue(question);
});

test("the next owner at the same browser sees nothing of the one before", async ({ page }) => {
  await signIn(page, owner(larkspoke?.organizationSlug));
  await page.waitForURL(`/${larkspoke?.organizationSlug}/knowledge`);
  const list = page.getByRole("list", { name: "Documents and FAQs" });
  const foreign = await list.getByRole("link").first().getAttribute("href");
  const titles = await list.getByRole("link").allTextContents();
  expect(titles.length).toBeGreaterThan(10);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("/sign-in");

  await signIn(page, owner(fernhollow?.organizationSlug));
  await page.waitForURL(`/${fernhollow?.organizationSlug}/knowledge`);
  await expect(list.getByRole("link").first()).toBeVisible();
  await expect(page.getByText(larkspoke?.name ?? "", { exact: false })).toHaveCount(0);
  await page.goBack();
  await page.goto(`/${larkspoke?.organizationSlug}/knowledge`);
  await expect(page.getByRole("heading", { name: "This page does not exist" })).toBeVisible();

  const id = foreign?.split("/").at(-1) ?? "";
  await page.goto(`/${fernhollow?.organizationSlug}/knowledge/${id}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
});

test("a form says what is wrong with it, and keeps what was typed", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Robin Owner");
  await page.getByLabel("Business name").fill("Corner Shop");
  await page.getByLabel("E-mail").fill("robin at corner");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Not a valid e-mail address")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "At least 10 characters" })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.getByLabel("Business name")).toHaveValue("Corner Shop");
});
