import { expect, type Page } from "@playwright/test";
import { test, unique } from "./fixtures/dashboard";
import { linkInMail } from "./fixtures/outbox";

const rowOf = (page: Page, name: string) =>
  page
    .getByRole("list", { name: /^Organizations of/ })
    .getByRole("listitem")
    .filter({ has: page.getByText(name, { exact: true }) });

async function copyMadeKey(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog", { name: "Your new key" });
  await dialog.getByRole("button", { name: "Copy the key" }).click();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole("button", { name: "Done" }).click();
  return key;
}

async function makeKey(page: Page, slug: string, kind: RegExp): Promise<string> {
  await page.goto(`/${slug}/keys`);
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByRole("radio", { name: kind }).click();
  await page.getByLabel("Name").fill(unique("Key"));
  for (const scope of await page.getByRole("dialog").getByRole("checkbox").all())
    await scope.check();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  return copyMadeKey(page);
}

test("a second organization is added, switched to, renamed, archived with all it answers, and restored", async ({
  page,
  context,
  playwright,
  account,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [first, renamed] = [unique("Harbour Shop"), unique("Harbour House")];
  await page.goto(`/${account.slug}/members`);
  await page.getByRole("button", { name: `Organization: ${account.name}. Switch` }).click();
  await page.getByRole("menuitem", { name: "Your businesses" }).click();
  await page.waitForURL("**/businesses");
  await page.getByRole("button", { name: `Add an organization to ${account.name}` }).click();
  const dialog = page.getByRole("dialog", { name: "Add an organization" });
  await expect(dialog.getByRole("button", { name: "Add organization" })).toBeDisabled();
  await dialog.getByLabel("Organization name").fill(first);
  await dialog.getByRole("button", { name: "Add organization" }).click();
  await page.waitForURL(/\/harbour-shop-[^/]*\/knowledge$/);
  const slug = new URL(page.url()).pathname.split("/")[1] ?? "";

  // Switching stays in the section.
  await page.goto(`/${slug}/members`);
  await page.getByRole("button", { name: `Organization: ${first}. Switch` }).click();
  await page.getByRole("menuitem", { name: account.slug }).click();
  await page.waitForURL(`**/${account.slug}/members`);
  await page.getByRole("button", { name: `Organization: ${account.name}. Switch` }).click();
  await page.getByRole("menuitem", { name: slug }).click();
  await page.waitForURL(`**/${slug}/members`);

  const secret = await makeKey(page, slug, /^Secret/);
  const publishable = await makeKey(page, slug, /^Publishable/);
  const origin = new URL(page.url()).origin;
  const server = await playwright.request.newContext({ baseURL: origin });
  const answers = async () => {
    const headers = { Authorization: `Bearer ${secret}` };
    const call = await server.get("/api/v1/documents", { headers });
    const panel = await server.get(`/widget/panel?key=${publishable}`);
    return [call.status(), panel.ok()];
  };
  expect(await answers()).toEqual([200, true]);

  await page.goto("/businesses");
  await page.getByRole("button", { name: `Rename ${first}` }).click();
  const rename = page.getByRole("dialog", { name: "Rename this organization" });
  await rename.getByLabel("Organization name").fill(renamed);
  await rename.getByRole("button", { name: "Rename" }).click();
  await expect(rename).toHaveCount(0);
  await rowOf(page, renamed).getByRole("link", { name: renamed }).click();
  await page.waitForURL(`**/${slug}/knowledge`);
  await expect(
    page.getByRole("button", { name: `Organization: ${renamed}. Switch` }),
  ).toBeVisible();

  await page.goto("/businesses");
  await page.getByRole("button", { name: `Archive ${renamed}` }).click();
  const confirm = page.getByRole("alertdialog", { name: "Archive this organization?" });
  await confirm.getByRole("button", { name: "Archive" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(rowOf(page, renamed)).toContainText("Archived");
  expect(await answers()).toEqual([401, false]);
  await page.goto(`/${slug}/keys`);
  await page.waitForURL(`**/businesses?archived=${slug}`);
  await expect(page.getByText(`${renamed} is archived`)).toBeVisible();

  await page.getByRole("button", { name: `Restore ${renamed}` }).click();
  await expect(rowOf(page, renamed)).not.toContainText("Archived");
  await expect(page.getByText(`${renamed} is archived`)).toHaveCount(0);
  expect(await answers()).toEqual([200, true]);
  await page.goto(`/${slug}/knowledge`);
  await expect(page.getByRole("heading", { name: "Knowledge", level: 1 })).toBeVisible();
  await server.dispose();
});

test("a person makes another business of their own, also at 360 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/businesses");
  await page.getByRole("button", { name: "New business" }).click();
  const name = unique("Sole Trader");
  const dialog = page.getByRole("dialog", { name: "New business" });
  await dialog.getByLabel("Business name").fill(name);
  await dialog.getByRole("button", { name: "Create business" }).click();
  await page.waitForURL(/\/sole-trader-[^/]*\/knowledge$/);
  await page.goto("/businesses");
  await expect(page.getByRole("heading", { name, level: 2 })).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  // Its owner is the last one, and it has nobody else to give a role to.
  const roles = page.getByRole("list", { name: `Roles in ${name}` });
  await expect(roles.getByRole("button", { name: /^Take the role/ })).toBeDisabled();
});

test("ownership goes to another member, with the confirmation of who gives it away", async ({
  page,
  browser,
  account,
}) => {
  const email = `${unique("heir").replaceAll(" ", "-")}@guest.example`;
  await page.goto("/businesses");
  await page.getByRole("button", { name: `Add an organization to ${account.name}` }).click();
  const dialog = page.getByRole("dialog", { name: "Add an organization" });
  await dialog.getByLabel("Organization name").fill(unique("Heirloom"));
  await dialog.getByRole("button", { name: "Add organization" }).click();
  await page.waitForURL(/\/heirloom-[^/]*\/knowledge$/);
  const slug = new URL(page.url()).pathname.split("/")[1] ?? "";

  await page.goto(`/${slug}/members`);
  const transfer = page.getByRole("button", { name: "Transfer ownership…" });
  await expect(transfer).toBeDisabled();
  await page.getByRole("button", { name: "Invite" }).click();
  const invite = page.getByRole("dialog", { name: "Invite somebody" });
  await invite.getByLabel("E-mail").fill(email);
  await invite.getByRole("button", { name: "Send invitation" }).click();
  await expect(invite).toHaveCount(0);
  const link = await linkInMail(process.env["E2E_DATA_DIR"] ?? "", email, /\/invitation\/\S+/);
  const visitor = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const guest = await visitor.newPage();
  await guest.goto(link);
  await guest.getByLabel("Your name").fill("Kim Heir");
  await guest.getByLabel("Password").fill("correct horse battery");
  await guest.getByRole("button", { name: "Create account and join" }).click();
  await guest.waitForURL(`**/${slug}/knowledge`);
  // A member sees the business and may do nothing with it.
  await guest.goto("/businesses");
  await expect(guest.getByRole("button", { name: /^Add an organization/ })).toBeDisabled();
  await expect(guest.getByRole("button", { name: /^Archive/ })).toBeDisabled();
  await expect(guest.getByRole("button", { name: /^Rename Heirloom/ })).toBeDisabled();
  await guest.goto(`/${slug}/members`);
  await expect(guest.getByRole("button", { name: "Transfer ownership…" })).toBeDisabled();

  await page.reload();
  await transfer.click();
  const confirm = page.getByRole("alertdialog", { name: "Transfer ownership?" });
  await expect(confirm.getByRole("combobox", { name: "New owner" })).toContainText("Kim Heir");
  await confirm.getByRole("button", { name: "Transfer" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Role of Kim Heir" })).toContainText("Owner");
  await expect(page.getByRole("combobox", { name: "Role of Robin Owner" })).toContainText("Admin");
  await expect(transfer).toBeDisabled();
  // Whom somebody else changes is signed out.
  const enter = async () => {
    await guest.getByLabel("E-mail").fill(email);
    await guest.getByLabel("Password").fill("correct horse battery");
    await guest.getByRole("button", { name: "Sign in" }).click();
  };
  await guest.reload();
  await enter();
  await guest.waitForURL(`**/${slug}/members`);
  await expect(guest.getByRole("button", { name: "Transfer ownership…" })).toBeEnabled();

  // A say in the business is given to a member, and taken away again.
  await page.goto("/businesses");
  const card = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: account.name, level: 2, exact: true }) });
  await card.getByRole("button", { name: "Give a role…" }).click();
  const give = page.getByRole("dialog", { name: "Give a role in the business" });
  await expect(give.getByRole("combobox", { name: "Person" })).toContainText("Kim Heir");
  await give.getByRole("button", { name: "Give role" }).click();
  await expect(give).toHaveCount(0);
  const roles = card.getByRole("list", { name: `Roles in ${account.name}` });
  await expect(
    roles.getByRole("combobox", { name: "Role of Kim Heir in the business" }),
  ).toContainText("Billing");
  await roles.getByRole("button", { name: "Take the role in the business from Kim Heir" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(roles.getByText("Kim Heir")).toHaveCount(0);

  // Archived by who owns the business, it is gone for its members: they land on their businesses.
  await page.getByRole("button", { name: /^Archive Heirloom/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await guest.goto("/sign-in");
  await enter();
  await guest.waitForURL("**/businesses");
  await expect(guest.getByRole("heading", { name: "You belong to no business yet" })).toBeVisible();
  await visitor.close();
});
