import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./fixtures/dashboard";

const PASSWORD = "correct horse battery";

/** The links that were mailed to an address, in the order of their sending. */
function linksTo(email: string): string[] {
  const folder = join(process.env["E2E_DATA_DIR"] ?? "", "outbox");
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".txt"))
      .sort()
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .filter((mail) => mail.includes(`To: ${email}\n`))
      .flatMap((mail) => /\/invitation\/\S+/.exec(mail)?.[0] ?? []);
  } catch (error) {
    // The folder comes with the first mail.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

test("somebody invited joins by the link in the mail, and does what a viewer may and no more", async ({
  page,
  browser,
  account,
}) => {
  const { slug } = account;
  const email = `${randomUUID()}@guest.example`;
  await page.goto(`/${slug}/members`);
  await expect(page.getByRole("button", { name: "Leave the organization" })).toBeDisabled();
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("Viewer");
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog).toHaveCount(0);
  const open = page.getByRole("list", { name: "Open invitations" });
  await expect(open.getByText(email)).toBeVisible();
  await expect.poll(() => linksTo(email).length).toBe(1);

  await page.getByRole("button", { name: `Send again to ${email}` }).click();
  await expect.poll(() => linksTo(email).length).toBe(2);
  const [dead = "", link = ""] = linksTo(email);
  expect(dead).not.toBe(link);

  // The owner is signed in with another address: told for whom it is, and nothing happens.
  await page.goto(link);
  await expect(page.getByText(`This invitation is for ${email}`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept invitation" })).toHaveCount(0);

  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const guest = await context.newPage();
  await guest.goto(dead);
  await expect(guest.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();
  await guest.goto(link);
  await guest.getByLabel("Your name").fill("Kim Guest");
  await guest.getByLabel("Password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Create account and join" }).click();
  await guest.waitForURL(`**/${slug}/knowledge`);

  await guest.goto(`/${slug}/members`);
  await expect(guest.getByRole("list", { name: "Members" }).getByText(email)).toBeVisible();
  await expect(guest.getByRole("button", { name: "Invite" })).toBeDisabled();
  await expect(guest.getByRole("combobox", { name: "Role of Robin Owner" })).toBeDisabled();
  await expect(guest.getByRole("button", { name: "Remove Robin Owner" })).toBeDisabled();
  await expect(guest.getByRole("heading", { name: "Open invitations" })).toHaveCount(0);
  const call = (path: string, data?: unknown) => {
    const headers = { "X-Organization": slug, Origin: new URL(guest.url()).origin };
    return data
      ? guest.request.post(path, { headers, data })
      : guest.request.get(path, { headers });
  };
  expect((await call("/api/v1/documents")).status()).toBe(200);
  expect((await call("/api/v1/invitations")).status()).toBe(403);
  const fillIn = async () => {
    await guest.getByLabel("E-mail").fill(email);
    await guest.getByLabel("Password").fill(PASSWORD);
    await guest.getByRole("button", { name: "Sign in" }).click();
  };
  const faq = { question: "May I?", answer: "No." };
  expect((await call("/api/v1/faqs", faq)).status()).toBe(403);

  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();

  await page.goto(`/${slug}/members`);
  await page.getByRole("combobox", { name: "Role of Kim Guest" }).selectOption("Member");
  await expect.poll(async () => (await call("/api/v1/faqs", faq)).status()).toBe(401);
  await guest.goto(`/${slug}/members`);
  await fillIn();
  await guest.waitForURL(`**/${slug}/members`);
  expect((await call("/api/v1/faqs", faq)).status()).toBe(202);

  await page.getByRole("button", { name: "Remove Kim Guest" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Remove this member?" });
  await confirm.getByRole("button", { name: "Remove" }).click();
  await expect(confirm).toHaveCount(0);
  expect((await call("/api/v1/documents")).status()).toBe(401);

  // Asked in again, they sign in with the account they have.
  await page.getByRole("button", { name: "Invite" }).click();
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect.poll(() => linksTo(email).length).toBe(3);
  const last = linksTo(email).at(-1) ?? "";
  await guest.goto(last);
  await guest.getByRole("link", { name: "Sign in" }).click();
  await fillIn();
  await guest.getByRole("button", { name: "Accept invitation" }).click();
  await guest.waitForURL(`**/${slug}/knowledge`);
  await context.close();

  // Of two pages one knows nothing of what the other did: what it shows at once goes back when the server refuses it.
  const setRole = async (role: string) => {
    await page.getByRole("combobox", { name: "Role of Kim Guest" }).selectOption(role);
    await expect(page.getByText(`Kim Guest: ${role}`)).toBeVisible();
  };
  await page.reload();
  await setRole("Owner");
  const stale = await page.context().newPage();
  await stale.goto(`/${slug}/members`);
  const own = stale.getByRole("combobox", { name: "Role of Robin Owner" });
  await expect(own).toBeEnabled();
  await setRole("Viewer");
  await own.selectOption("Admin");
  const lower = stale.getByRole("alertdialog", { name: "Lower your own role?" });
  await lower.getByRole("button", { name: "Lower my role" }).click();
  await expect(stale.getByText("Not changed", { exact: true })).toBeVisible();
  await lower.getByRole("button", { name: "Cancel" }).click();
  await expect(own).toHaveValue("owner");
  await stale.close();

  const logs = join(process.env["E2E_DATA_DIR"] ?? "", "logs");
  const told = readdirSync(logs).map((name) => readFileSync(join(logs, name), "utf8"));
  expect(told.join("")).toContain("the mail was written to a file");
  for (const secret of [
    email,
    ...linksTo(email).map((mailed) => mailed.slice("/invitation/".length)),
  ])
    expect(told.filter((log) => log.includes(secret))).toEqual([]);
});
