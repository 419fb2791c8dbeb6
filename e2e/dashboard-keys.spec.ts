import { expect, type Page } from "@playwright/test";
import { test, unique } from "./fixtures/dashboard";

const keysOf = (page: Page, label = "Keys") => page.getByRole("list", { name: label, exact: true });

/** The new key as it is copied from its dialog, which is closed after. */
async function takeKey(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Your new key" });
  await dialog.getByRole("button", { name: "Copy the key" }).click();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  await expect(dialog).toContainText(key);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(key)).toHaveCount(0);
  return key;
}

test("a key does what it was made for, overlaps with its successor, and is dead when it was revoked", async ({
  page,
  context,
  playwright,
  account: { slug },
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const name = unique("Night sync");
  await page.goto(`/${slug}/install`);
  await page.getByRole("navigation").getByRole("link", { name: "API keys" }).click();
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByRole("radio", { name: /^Secret/ }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Name the key")).toBeVisible();
  await expect(page.getByText("Choose at least one")).toBeVisible();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill(name);
  await page.getByText("Read and search the knowledge").click();
  await page.getByLabel("Last day").fill("2020-01-01");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Choose a day that is not over")).toBeVisible();
  await page.getByLabel("Last day").fill("");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const old = await takeKey(page);
  expect(old).toMatch(/^fd_sk_live_\S{51}$/);
  await expect(page.getByRole("button", { name: "Create a key" })).toBeFocused();

  // A server of the organization's: no cookie, only the key.
  const server = await playwright.request.newContext({ baseURL: new URL(page.url()).origin });
  const call = async (key: string, data?: object) => {
    const headers = { Authorization: `Bearer ${key}` };
    const response = data
      ? await server.post("/api/v1/faqs", { headers, data })
      : await server.get("/api/v1/documents", { headers });
    return response.status();
  };
  const row = keysOf(page).getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("Last used never");
  await expect(row).toContainText("by Robin Owner");
  expect(await call(old)).toBe(200);
  expect(await call(old, { question: "May I?", answer: "No." })).toBe(403);
  await page.reload();
  await expect(row).not.toContainText("Last used never");

  await row.getByRole("button", { name: `Rotate ${name}` }).click();
  const rotate = page.getByRole("dialog", { name: "Rotate this key?" });
  await rotate
    .getByRole("combobox", { name: "The old key" })
    .selectOption("Works for another hour");
  await rotate.getByRole("button", { name: "Rotate" }).click();
  const next = await takeKey(page);
  expect(next).not.toBe(old);
  await expect(row).toHaveCount(2);
  await expect(row.filter({ hasText: "Being replaced" })).toContainText("Works until");
  expect([await call(old), await call(next)]).toEqual([200, 200]);
  expect(await call(next, { question: "May I?", answer: "No." })).toBe(403);

  const replaced = row.filter({ hasText: "Being replaced" });
  await expect(replaced.getByRole("button", { name: "Rotate" })).toHaveCount(0);
  await replaced.getByRole("button", { name: `Revoke ${name}` }).click();
  const confirm = page.getByRole("alertdialog", { name: "Revoke this key?" });
  await confirm.getByRole("button", { name: "Revoke" }).click();
  await expect(confirm).toHaveCount(0);
  expect([await call(old), await call(next)]).toEqual([401, 200]);

  // With the old one ending at once its row moves away while its successor is shown.
  await row.getByRole("button", { name: `Rotate ${name}` }).click();
  await rotate.getByRole("combobox", { name: "The old key" }).selectOption("Ends at once");
  await rotate.getByRole("button", { name: "Rotate" }).click();
  const last = await takeKey(page);
  expect([await call(next), await call(last)]).toEqual([401, 200]);

  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  const revoked = page.waitForResponse((answer) => answer.request().method() === "POST");
  await confirm.getByRole("button", { name: "Revoke" }).click();
  await revoked;
  const began = Date.now();
  expect(await call(last)).toBe(401);
  expect(Date.now() - began).toBeLessThan(1000);
  await expect(confirm).toHaveCount(0);
  await expect(row).toHaveCount(0);
  const ended = keysOf(page, "Ended keys").getByRole("listitem").filter({ hasText: name });
  await expect(ended).toHaveCount(3);
  await expect(ended.getByRole("button")).toHaveCount(0);
  await server.dispose();
});
