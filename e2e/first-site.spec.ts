import { expect, test } from "@playwright/test";
import { signUp } from "./fixtures/dashboard";
import { html, serveSite } from "./fixtures/own-site";

/** One of the links leads nowhere. */
const bakery = () =>
  serveSite({
    "/": html(
      "Harbour Bakery",
      "Bread from one oven.",
      ["/hours", "/delivery", "/offer"].map((to) => `<a href="${to}">${to}</a>`).join(" "),
    ),
    "/hours": html("Opening hours", "We are open from seven to three, Tuesday to Sunday."),
    "/delivery": html("Delivery", "We deliver bread within the city for four pounds."),
  });

test("from sign-up to a widget that was seen: the site's address, a question, its origin, the snippet", async ({
  page,
  browser,
}) => {
  const site = await bakery();
  try {
    await signUp(page);
    await page.getByLabel("Address of your website").fill("http://169.254.169.254/latest");
    await page.getByRole("button", { name: "Read this site" }).click();
    await expect(page.getByText("belongs to a private network")).toBeVisible();

    await page.getByLabel("Address of your website").fill(site.url);
    await page.getByRole("button", { name: "Read this site" }).click();
    const read = page.getByRole("list", { name: "Pages of this site" });
    await expect(read.getByRole("listitem").filter({ hasText: "/hours" })).toContainText("Read", {
      timeout: 60_000,
    });
    await expect(read.getByRole("listitem").filter({ hasText: "/offer" })).toContainText("Gone");

    await page.getByRole("textbox", { name: "Question" }).fill("When are you open?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const sources = page.getByRole("region", { name: "Sources" });
    await expect(sources).toContainText("from seven to three");
    await expect(sources.getByRole("link").first()).toHaveAttribute("href", `${site.url}/hours`);

    await page.getByRole("button", { name: `Allow ${site.url}` }).click();
    await expect(page.getByRole("list", { name: "Allowed origins" })).toContainText(site.url);
    await page.getByRole("button", { name: "Create a publishable key" }).click();
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("Waiting for your first visitor")).toBeVisible();
    const snippet = await page.getByLabel("Snippet", { exact: true }).innerText();

    // What was done stays done; the key alone is not shown again.
    await page.reload();
    await expect(page.getByText("Step 3, done")).toBeAttached();
    await expect(page.getByText("Waiting for your first visitor")).toBeVisible();

    site.install(snippet);
    const visitor = await browser.newPage({ storageState: { cookies: [], origins: [] } });
    await visitor.goto(site.url);
    await visitor.locator("frontdesk-widget").getByRole("button").click();
    await expect(page.getByText("The widget was opened on")).toContainText(site.url);
    await visitor.close();
  } finally {
    site.stop();
  }
});
