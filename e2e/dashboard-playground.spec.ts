import { expect, type Page } from "@playwright/test";
import { givenFaq, test, unique } from "./fixtures/dashboard";

const ask = async (page: Page, question: string) => {
  await page.getByRole("textbox", { name: "Question" }).fill(question);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
};

test("an answer shows its sources, its receipt and the passages behind it", async ({
  page,
  account: { slug },
}) => {
  const question = unique("How long is a gift voucher valid");
  await givenFaq(page, slug, { question, answer: "A gift voucher is valid for three years." });
  await page.goto(`/${slug}/playground`);
  await page.getByRole("button", { name: question }).click();
  await expect(page.getByText("Answered")).toBeVisible();
  await expect(page.getByText(/^Confidence \d+ %$/)).toBeVisible();
  await expect(page.getByRole("tabpanel")).toContainText("stands word for word in source 1");

  await page.getByRole("link", { name: "Source 1" }).first().click();
  const source = page.getByRole("region", { name: "Sources" }).getByRole("listitem").first();
  await expect(source).toContainText("valid for three years");
  await expect(source).toBeInViewport();

  await page.getByRole("tab", { name: "Passages" }).click();
  await expect(page.getByRole("tabpanel").getByRole("listitem").first()).toContainText(question);
});

test("a table is shown as one wherever an answer's words stand", async ({
  page,
  account: { slug },
}) => {
  const question = unique("What does a basket cost");
  const answer = "| Basket | Price |\n| --- | --- |\n| Small | 12 € |\n| Large | 19 € |";
  await givenFaq(page, slug, { question, answer });
  await page.goto(`/${slug}/playground`);
  await ask(page, question);
  await expect(page.getByText("Answered")).toBeVisible();
  const quoted = page.getByRole("region", { name: "Sources" }).locator("blockquote").first();
  await expect(quoted.getByRole("cell", { name: "12 €" })).toBeVisible();
  await expect(quoted).not.toContainText("|");
  await expect(page.getByRole("tabpanel")).toContainText("Small, 12 €");
  await expect(page.getByRole("tabpanel")).not.toContainText("|");
});

test("what the knowledge does not hold is not answered, and can be written down at once", async ({
  page,
  account: { slug },
}) => {
  await givenFaq(page, slug, { question: unique("Do you sell stamps"), answer: "Yes, we do." });
  await page.goto(`/${slug}/playground`);
  await ask(page, "Which moons of Jupiter have volcanoes?");
  await expect(page.getByText("No answer", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Write an FAQ" }).click();
  await expect(page.getByLabel("Question")).toHaveValue("Which moons of Jupiter have volcanoes?");
});

test("an answer can be stopped, and asked again after a failure", async ({
  page,
  account: { slug },
}) => {
  const question = unique("Where is the cloakroom");
  await givenFaq(page, slug, { question, answer: "The cloakroom is behind the stairs." });
  await page.goto(`/${slug}/playground`);
  await page.route("**/api/v1/chat", () => undefined);
  await ask(page, question);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped", { exact: true })).toBeVisible();

  await page.unroute("**/api/v1/chat");
  await page.route("**/api/v1/chat", (route) =>
    route.fulfill({
      status: 429,
      contentType: "application/problem+json",
      headers: { "retry-after": "12" },
      body: JSON.stringify({
        type: "/docs/api#error-rate_limited",
        title: "Too many requests",
        status: 429,
        detail: "Too many requests.",
        code: "rate_limited",
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      }),
    }),
  );
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect(page.getByText("You can ask again in 12 seconds.")).toBeVisible();

  await page.unroute("**/api/v1/chat");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Answered")).toBeVisible();
  await expect(page.getByRole("region", { name: "Sources" })).toContainText("behind the stairs");
});
