import { expect, type Page } from "@playwright/test";
import { buildPdf } from "@/lib/platform/parsing/testing/pdf";
import { row, test, unique } from "./fixtures/dashboard";

// What is on its way through a route of a journey's own when it ends is nobody's any more.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

interface File {
  name: string;
  buffer: Buffer;
}

async function upload(page: Page, slug: string, files: File[]): Promise<void> {
  await page.goto(`/${slug}/knowledge`);
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Upload files" }).first().click();
  await (
    await choosing
  ).setFiles(files.map((file) => ({ ...file, mimeType: "application/octet-stream" })));
}

const inTray = (page: Page, name: string) =>
  page.getByRole("region", { name: "Uploads" }).getByRole("listitem").filter({ hasText: name });

test("a file is uploaded, indexed and found while its owner moves about", async ({
  page,
  account: { slug },
}) => {
  const title = unique("price list");
  const sections = Array.from({ length: 200 }, (_, at) => `## Article ${at}\n\nIt costs ${at} €.`);
  const file = { name: `${title}.md`, buffer: Buffer.from(sections.join("\n\n")) };
  await upload(page, slug, [file]);
  await expect(inTray(page, title).getByRole("progressbar")).toBeVisible();

  await page.getByRole("link", { name: "Install" }).click();
  await page.waitForURL(`/${slug}/install`);
  await expect(inTray(page, title)).toContainText("Ready to answer from", { timeout: 45_000 });
  await expect(page.getByRole("region", { name: "Uploads" })).toContainText("1 file added");

  await inTray(page, title).getByRole("link").click();
  await expect(page.getByLabel("Text")).toHaveValue(/Article 7/);
  await expect(page.getByLabel("Text")).not.toBeEditable();
  await page.getByRole("button", { name: "Clear the finished files" }).click();
  await expect(page.getByRole("region", { name: "Uploads" })).toHaveCount(0);
  await page.getByRole("link", { name: "Knowledge" }).first().click();
  await expect(row(page, title)).toContainText("Available");
});

test("what cannot be read is refused before it is sent, with the reason", async ({
  page,
  account: { slug },
}) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/documents")) sent.push("a file");
  });
  await upload(page, slug, [
    { name: "empty.txt", buffer: Buffer.alloc(0) },
    { name: "setup.exe", buffer: Buffer.from("MZ") },
    { name: "scan.pdf", buffer: Buffer.alloc(20 * 1024 * 1024 + 1, 32) },
  ]);
  await expect(inTray(page, "empty.txt")).toContainText("This file is empty.");
  await expect(inTray(page, "setup.exe")).toContainText("This type of file can't be read.");
  await expect(inTray(page, "scan.pdf")).toContainText("larger than 20 MB");
  await expect(page.getByRole("region", { name: "Uploads" })).toContainText("3 files failed");
  expect(sent).toEqual([]);
});

test("a damaged and a protected file say what is wrong with them", async ({
  page,
  account: { slug },
}) => {
  const damaged = unique("damaged");
  const locked = unique("locked");
  const pdf = buildPdf([[{ text: "Our secret prices." }]], { userPassword: "let me in" });
  await upload(page, slug, [
    { name: `${damaged}.pdf`, buffer: Buffer.from("%PDF-1.7\nthis is not a document") },
    { name: `${locked}.pdf`, buffer: pdf },
  ]);
  await expect(inTray(page, damaged)).toContainText("The file is damaged", { timeout: 45_000 });
  await expect(inTray(page, locked)).toContainText("protected by a password", { timeout: 45_000 });
  await expect(row(page, locked)).toContainText("Failed");
  await expect(row(page, locked)).toContainText("Remove the password and upload it again.");

  await inTray(page, damaged).getByRole("link").click();
  const text = page.getByRole("region", { name: "Text" });
  await expect(text).toContainText("Nothing could be read from this file");
  await expect(text).toContainText("The file is damaged");
  await expect(text).toContainText("paste its text");
});

test("a file that has failed says so while its job still waits behind others", async ({
  page,
  account: { slug },
}) => {
  const damaged = unique("waiting");
  await page.route("**/api/jobs/*", async (route) => {
    const response = await route.fetch();
    const job = (await response.json()) as { progress: { total: number } };
    const { total } = job.progress;
    await route.fulfill({
      response,
      json: { ...job, status: "running", error: undefined, progress: { done: total, total } },
    });
  });
  await upload(page, slug, [
    { name: `${damaged}.pdf`, buffer: Buffer.from("%PDF-1.7\nthis is not a document") },
  ]);
  await expect(inTray(page, damaged)).toContainText("The file is damaged", { timeout: 45_000 });
  await expect(inTray(page, damaged).getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Uploads" })).toContainText("1 file failed");
  await page.getByRole("button", { name: "Clear the finished files" }).click();
  await expect(page.getByRole("region", { name: "Uploads" })).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 375, height: 667 } });

  test("the files on their way leave the list its room, and show when asked for", async ({
    page,
    account: { slug },
  }) => {
    const title = unique("leaflet");
    const names = Array.from({ length: 8 }, (_, at) => `${title} ${at}.exe`);
    await upload(
      page,
      slug,
      names.map((name) => ({ name, buffer: Buffer.from("MZ") })),
    );
    const tray = page.getByRole("region", { name: "Uploads" });
    await expect(tray).toContainText("8 files failed");
    const height = async () => (await tray.boundingBox())?.height ?? Infinity;
    expect(await height()).toBeLessThan(60);
    await tray.getByRole("button", { name: "Show the files" }).click();
    await expect(inTray(page, names[0] ?? "")).toContainText("This type of file can't be read.");
    expect(await height()).toBeLessThan(667 / 2);
  });
});

test("a file that a lost connection stopped can be sent again", async ({
  page,
  account: { slug },
}) => {
  const title = unique("handbook");
  let away = true;
  await page.route("**/api/v1/documents", (route) =>
    away && route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await upload(page, slug, [
    { name: `${title}.txt`, buffer: Buffer.from("Keys hang at the door.") },
  ]);
  await expect(inTray(page, title)).toContainText("The server could not be reached.");
  away = false;
  await page.getByRole("button", { name: `Try ${title}.txt again` }).click();
  await expect(inTray(page, title)).toContainText("Ready to answer from", { timeout: 45_000 });
});

test("files are taken by drag and drop", async ({ page, account: { slug } }) => {
  const title = unique("dropped");
  await page.goto(`/${slug}/knowledge`);
  const transfer = await page.evaluateHandle((name) => {
    const data = new DataTransfer();
    data.items.add(new File(["The bell is rung twice."], `${name}.txt`));
    return data;
  }, title);
  const area = page.getByRole("heading", { name: "Knowledge" });
  await area.dispatchEvent("dragenter", { dataTransfer: transfer });
  await expect(page.getByText("Drop the files to add them")).toBeVisible();
  await area.dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.getByText("Drop the files to add them")).toHaveCount(0);
  await expect(inTray(page, title)).toContainText("Ready to answer from", { timeout: 45_000 });
});
