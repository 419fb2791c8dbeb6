import { expect, type Page } from "@playwright/test";
import { test, unique } from "./fixtures/dashboard";

/** Long enough that its embedding takes some turns. */
const handbook = (words: string) =>
  Array.from(
    { length: 60 },
    (_, part) =>
      `# ${words} ${part}\n\n${`Guests of room ${part} have breakfast until ten o'clock. `.repeat(40)}`,
  ).join("\n\n");

async function post(page: Page, slug: string, path: string, data: unknown) {
  const headers = { "X-Organization": slug, Origin: new URL(page.url()).origin };
  const response = await page.request.post(path, { headers, data });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()) as { id: string; jobId: string };
}

const jobs = (page: Page) => page.getByRole("list", { name: "Jobs" }).getByRole("listitem");
const newest = (page: Page) => jobs(page).first();

test("a job is followed live, cancelled, and done again to its end", async ({
  page,
  account: { slug },
}) => {
  test.setTimeout(180_000);
  await page.goto(`/${slug}/knowledge`);
  const title = unique("House rules");
  await post(page, slug, "/api/v1/documents", { title, text: handbook(title) });
  await page.getByRole("navigation").getByRole("link", { name: "Jobs" }).click();
  const heading = page.getByRole("heading", { name: "Read and index knowledge" });
  // What is done by the clock may have begun since.
  const job = jobs(page).filter({ has: heading }).first();
  await expect(job.getByText("Under way")).toBeVisible();
  await expect(job.getByRole("progressbar")).toBeVisible();
  await expect(job.getByText(/Started (now|\d+ seconds? ago)/)).toBeVisible();

  await job.getByRole("button", { name: "Cancel…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the job" }).click();
  await expect(job.getByText("Cancelled")).toBeVisible();
  await job.getByRole("button", { name: "Try again" }).press("Enter");
  await expect(page.getByText("Started again")).toBeVisible();
  await expect(job.getByText("Done", { exact: true })).toBeVisible({ timeout: 150_000 });
  await expect(job.getByRole("button", { name: "Try again" })).toHaveCount(0);
});

test("a failed job says why, is found by its status in the address, and is tried again", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/knowledge`);
  const sent = await page.request.post("/api/v1/documents", {
    headers: { "X-Organization": slug, Origin: new URL(page.url()).origin },
    multipart: {
      file: {
        name: "menu.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.from("%PDF-1.7 and no more"),
      },
    },
  });
  expect(sent.status()).toBe(202);
  await page.goto(`/${slug}/jobs?status=failed`);
  const job = newest(page);
  await expect(job.getByText("Failed", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Failed" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(job.getByText(/damaged|cannot be read|could not be read/i)).toBeVisible();
  await expect(job.getByRole("button", { name: "Copy the trace id" })).toBeVisible();
  await job.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Started again")).toBeVisible();

  await page.getByRole("combobox", { name: "Kind" }).selectOption("Send an invitation");
  await expect(page).toHaveURL(/status=failed&kind=access\.invitation/);
  await expect(page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(newest(page)).toBeVisible();
});

test("the page fits a phone of 360 pixels", async ({ page, account: { slug } }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/${slug}/knowledge`);
  await post(page, slug, "/api/v1/faqs", { question: unique("A garage?"), answer: "Yes." });
  await page.goto(`/${slug}/jobs`);
  await expect(newest(page)).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
});
