import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { test, unique } from "./fixtures/dashboard";

test("an owner reads what was done, narrows it, and takes it away as a file", async ({
  page,
  account: { slug },
}) => {
  const name = unique("Night sync");
  await page.goto(`/${slug}/keys`);
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByRole("radio", { name: /^Secret/ }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByText("Read and search the knowledge").click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("navigation").getByRole("link", { name: "Audit log" }).click();
  const events = page.getByRole("list", { name: "Events" });
  await expect(events.getByText("API key created").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Deed" }).selectOption("Account created");
  await expect(events.getByText("API key created")).toHaveCount(0);
  await page.getByLabel("From").fill("2020-01-01");
  await page.getByLabel("Until").fill("2020-01-02");
  await expect(page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(events.getByText("API key created").first()).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as CSV" }).click();
  const file = await (await download).path();
  expect(await readFile(file, "utf8")).toContain("api_key.created");
});
