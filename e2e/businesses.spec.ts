import { expect, type Page } from "@playwright/test";
import { addOrganization } from "./fixtures/businesses";
import { test, unique } from "./fixtures/dashboard";

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

/** Makes a business as a person would. Returns the slug of its organization. */
async function createBusiness(page: Page, name: string): Promise<string> {
  await page.goto("/businesses");
  await page.getByRole("button", { name: "New business" }).click();
  const dialog = page.getByRole("dialog", { name: "New business" });
  const create = dialog.getByRole("button", { name: "Create business" });
  await expect(create).toBeDisabled();
  await dialog.getByLabel("Business name").fill(name);
  await create.click();
  await page.waitForURL("**/start");
  return new URL(page.url()).pathname.split("/")[1] ?? "";
}

/** Archives an organization by the list of businesses. */
async function archive(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Archive ${name}` }).click();
  const confirm = page.getByRole("alertdialog", { name: "Archive this organization?" });
  await confirm.getByRole("button", { name: "Archive" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(rowOf(page, name)).toContainText("Archived");
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
  const slug = await addOrganization(page, account.name, first);

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
  await archive(page, renamed);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, renamed)).not.toContainText("Archived");
  await archive(page, renamed);
  // The button that asked is gone.
  await expect(page.getByRole("main")).toBeFocused();
  expect(await answers()).toEqual([401, false]);
  await page.goto(`/${slug}/keys`);
  await page.waitForURL(`**/businesses?archived=${slug}`);
  await expect(page.getByText(`${renamed} is archived`)).toBeVisible();

  await page.getByRole("button", { name: `Restore ${renamed}` }).click();
  await expect(rowOf(page, renamed)).not.toContainText("Archived");
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page.getByText(`${renamed} is archived`)).toHaveCount(0);
  expect(await answers()).toEqual([200, true]);
  await page.goto(`/${slug}/knowledge`);
  await expect(page.getByRole("heading", { name: "Knowledge", level: 1 })).toBeVisible();
  await server.dispose();
});

test("a person makes another business of their own, also at 360 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const name = unique("Sole Trader");
  expect(await createBusiness(page, name)).toMatch(/^sole-trader-/);
  await page.goto("/businesses");
  await expect(page.getByRole("heading", { name, level: 2 })).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  // Its owner is the last one, and it has nobody else to give a role to.
  const roles = page.getByRole("list", { name: `Roles in ${name}` });
  await expect(roles.getByRole("button", { name: /^Remove the role/ })).toBeDisabled();
  const card = page.locator("section").filter({ has: roles }).last();
  await card.getByRole("button", { name: "Give a role…" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a role in the business" });
  await expect(dialog).toContainText("Nobody else belongs to an organization");
});

test("two businesses with one name stay apart where one switches between organizations", async ({
  page,
}) => {
  const name = unique("Twin Store");
  const slugs = [await createBusiness(page, name), await createBusiness(page, name)];
  await page.getByRole("button", { name: `Organization: ${name}. Switch` }).click();
  const groups = page.getByRole("group", { name, exact: true });
  await expect(groups).toHaveCount(2);
  for (const slug of slugs) await expect(groups.filter({ hasText: slug })).toHaveCount(1);
});
