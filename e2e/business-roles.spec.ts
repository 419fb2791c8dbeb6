import { expect, type Locator, type Page } from "@playwright/test";
import { stranger, test, type Guest } from "./fixtures/businesses";
import { signIn } from "./fixtures/dashboard";

const rolesIn = (page: Page, business: string) =>
  page.getByRole("list", { name: `Roles in ${business}`, exact: true });

const chosen = (select: Locator) => select.locator("option:checked");

/** Gives the guest, who has none, a role in the business of the account. */
async function giveRole(
  page: Page,
  business: string,
  { name }: Guest,
  role: "Owner" | "Billing",
): Promise<void> {
  await page.goto("/businesses");
  const card = page.locator("section").filter({ has: rolesIn(page, business) });
  await card.last().getByRole("button", { name: "Give a role…" }).click();
  const dialog = page.getByRole("dialog", { name: "Give a role in the business" });
  await expect(dialog).toContainText("signed out everywhere");
  await dialog.getByRole("searchbox").fill(name);
  await dialog.getByRole("radio", { name }).check();
  // Enter searches, and sends nothing.
  await dialog.getByRole("searchbox").press("Enter");
  const choice = dialog.getByRole("combobox", { name: "Role in the business" });
  await choice.selectOption(role.toLowerCase());
  await dialog.getByRole("button", { name: "Give role" }).click();
  await expect(dialog).toHaveCount(0);
  const given = rolesIn(page, business).getByRole("combobox", {
    name: `Role of ${name} in the business`,
  });
  await expect(chosen(given)).toHaveText(role);
}

async function takeRole(page: Page, business: string, { name }: Guest): Promise<void> {
  await page.goto("/businesses");
  const roles = rolesIn(page, business);
  await roles.getByRole("button", { name: `Remove the role of ${name} in the business` }).click();
  const confirm = page.getByRole("alertdialog", { name: "Take this role away?" });
  await expect(confirm).toContainText("signed out everywhere");
  await confirm.getByRole("button", { name: "Remove" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(roles.getByText(name)).toHaveCount(0);
}

test("a member sees the business and may do nothing with it", async ({ guestPage, guest }) => {
  await guestPage.goto("/businesses");
  for (const name of [/^Add an organization/, /^Archive/, `Rename ${guest.organization}`])
    await expect(guestPage.getByRole("button", { name })).toBeDisabled();
  await guestPage.goto(`/${guest.slug}/members`);
  await expect(guestPage.getByRole("button", { name: "Transfer ownership…" })).toBeDisabled();
});

test("a say in the business is given to a member, and taken away again", async ({
  page,
  account,
  guest,
}) => {
  await giveRole(page, account.name, guest, "Billing");
  await takeRole(page, account.name, guest);
  await expect(page.getByText("Role changed")).toBeVisible();
  // The button that asked is gone.
  await expect(page.getByRole("main")).toBeFocused();
});

test("an owner steps down only after saying so, and is refused nothing for it", async ({
  page,
  account,
  guest,
  browser,
}) => {
  await giveRole(page, account.name, guest, "Owner");
  const heir = await stranger(browser);
  await signIn(heir, guest);
  await heir.waitForURL("**/knowledge");
  await heir.goto("/businesses");
  const own = rolesIn(heir, account.name).getByRole("combobox", { name: /Kim Heir/ });
  await own.selectOption("Billing");
  const confirm = heir.getByRole("alertdialog", { name: "Give up owning this business?" });
  await confirm.getByRole("button", { name: "Cancel" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(chosen(own)).toHaveText("Owner");
  await expect(own).toBeFocused();

  await own.selectOption("Billing");
  await confirm.getByRole("button", { name: "Give up" }).click();
  await expect(heir.getByText("You are its billing contact.")).toBeVisible();
  await expect(heir.getByText("Role changed")).toBeVisible();
  await expect(own).toHaveCount(0);
  await expect(heir.getByRole("main")).toBeFocused();
  await heir.context().close();

  await takeRole(page, account.name, guest);
  await page.goto(`/${account.slug}/audit`);
  const events = page.getByRole("list", { name: "Events" }).getByRole("listitem");
  await expect(events.filter({ hasText: "Kim Heir" }).first()).toBeVisible();
  await expect(events.filter({ hasText: "Kim Heir" }).filter({ hasText: /refused/i })).toHaveCount(
    0,
  );
});

test("ownership goes to another member, with the confirmation of who gives it away", async ({
  page,
  guestPage,
  guest,
}) => {
  await page.goto(`/${guest.slug}/members`);
  const transfer = page.getByRole("button", { name: "Transfer ownership…" });
  await transfer.click();
  const confirm = page.getByRole("alertdialog", { name: "Transfer ownership?" });
  await confirm.getByRole("searchbox").fill("heir kim");
  await expect(confirm.getByRole("radio", { name: /Kim Heir/ })).toBeChecked();
  await confirm.getByRole("button", { name: "Transfer" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(chosen(page.getByRole("combobox", { name: "Role of Kim Heir" }))).toHaveText(
    "Owner",
  );
  await expect(chosen(page.getByRole("combobox", { name: "Role of Robin Owner" }))).toHaveText(
    "Admin",
  );
  await expect(transfer).toBeDisabled();
  // Whom somebody else changes is signed out.
  await guestPage.goto(`/${guest.slug}/members`);
  await expect(guestPage.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(guestPage, guest);
  await guestPage.waitForURL("**/knowledge");
  await guestPage.goto(`/${guest.slug}/members`);
  await expect(guestPage.getByRole("button", { name: "Transfer ownership…" })).toBeEnabled();

  // A lower role of one's own is asked for first, and takes its rights along at once and unrefused.
  const refusals: string[] = [];
  page.on("response", (answer) => {
    if (answer.status() === 403) refusals.push(answer.url());
  });
  const own = page.getByRole("combobox", { name: "Role of Robin Owner" });
  const lower = page.getByRole("alertdialog", { name: "Lower your own role?" });
  await own.selectOption("Viewer");
  await lower.getByRole("button", { name: "Cancel" }).click();
  await expect(lower).toHaveCount(0);
  await expect(chosen(own)).toHaveText("Admin");
  await own.selectOption("Viewer");
  await lower.getByRole("button", { name: "Lower my role" }).click();
  await expect(page.getByText("Robin Owner: Viewer")).toBeVisible();
  await expect(page.getByRole("button", { name: "Invite" })).toBeDisabled();
  await expect(chosen(own)).toHaveText("Viewer");
  expect(refusals).toEqual([]);
});

test("archived by who owns the business, an organization is gone for its members", async ({
  page,
  browser,
  guest,
}) => {
  await page.goto("/businesses");
  await page.getByRole("button", { name: `Archive ${guest.organization}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  const member = await stranger(browser);
  await signIn(member, guest);
  await member.waitForURL("**/businesses");
  await expect(
    member.getByRole("heading", { name: "You belong to no business yet" }),
  ).toBeVisible();
  await member.context().close();
});
