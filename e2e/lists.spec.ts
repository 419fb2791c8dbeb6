import { expect } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe";
import { addWithGuest, test as base } from "./fixtures/businesses";
import { unique } from "./fixtures/dashboard";
import { openToVisitors } from "./fixtures/visiting";

/** Of an organization of its own with two members: others archive the guest's, and change who owns it. */
const test = base.extend<{ slug: string }>({
  slug: async ({ page, account, guest, guestPage }, use) =>
    use(await addWithGuest(page, account.name, { guest, guestPage })),
});

test("what a list is narrowed to is in its address, over a reload and the way back", async ({
  page,
  slug,
}) => {
  await page.goto(`/${slug}/members`);
  const members = page.getByRole("list", { name: "Members" }).getByRole("listitem");
  await expect(members).toHaveCount(2);
  const search = page.getByRole("searchbox", { name: "Search members by name or e-mail" });
  await search.fill("heir KIM");
  await expect(members).toHaveCount(1);
  await expect(page).toHaveURL(/\?q=heir\+KIM$/);
  await page.getByRole("combobox", { name: "Role", exact: true }).selectOption("Owner");
  await expect(page.getByRole("heading", { name: "Nobody fits" })).toBeVisible();
  await expect(page).toHaveURL(/\?q=heir\+KIM&role=owner$/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Nobody fits" })).toBeVisible();
  await expect(search).toHaveValue("heir KIM");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show everybody" }).click();
  await expect(members).toHaveCount(2);
  await expect(search).toHaveValue("");
  // The last owner is told to be it, also where the list shows nobody else.
  await search.fill("Robin");
  await expect(members).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Leave the organization" })).toBeDisabled();

  const name = unique("Nightly sync");
  await page.goto(`/${slug}/keys?q=${encodeURIComponent(name)}&state=live`);
  await expect(page.getByRole("heading", { name: "No such key" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ended keys" })).toHaveCount(0);
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByRole("radio", { name: /^Secret/ }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByText("Read and search the knowledge").click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "Keys", exact: true })).toContainText(name);
  await page.getByRole("combobox", { name: "State" }).selectOption("Ended");
  await expect(page.getByRole("heading", { name: "No such key" })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/${slug}/audit`);
  await page.getByRole("combobox", { name: "Deed" }).selectOption("API key created");
  await expect(page).toHaveURL(/\?action=api_key.created$/);
  await page.reload();
  const events = page.getByRole("list", { name: "Events" });
  await expect(events.getByText("API key created").first()).toBeVisible();
  await expect(events.getByText("Member joined")).toHaveCount(0);
});

test("an organization is found among one's businesses by its address, which a reload keeps", async ({
  page,
  account,
  slug,
}) => {
  await page.goto("/businesses");
  const rows = page
    .getByRole("list", { name: `Organizations of ${account.name}`, exact: true })
    .getByRole("listitem");
  await expect(rows.nth(1)).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Search organizations by name or address" });
  await search.fill(slug);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(slug);
  await expect(page).toHaveURL(`/businesses?q=${slug}`);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(search).toHaveValue(slug);
  await search.fill("no shop of that name");
  await expect(page.getByRole("heading", { name: "No such organization" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(rows.nth(1)).toBeVisible();
  await expect(search).toHaveValue("");
});

test("a conversation is given to a member who is found by the keyboard alone", async ({
  page,
  slug,
}) => {
  const ask = await openToVisitors(page, slug);
  const { conversationId } = await ask("Who has the key to the boathouse?");
  await page.goto(`/${slug}/inbox/${conversationId}`);
  const button = page.getByRole("button", { name: "Assign" });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Assign to" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await expect(dialog.getByRole("option")).toHaveText([/Robin Owner \(you\)/, /Kim Heir/]);
  await page.keyboard.type("nobody of that name");
  await expect(dialog.getByRole("status")).toHaveText("No member who may answer matches.");
  await dialog.getByRole("combobox").fill("heir");
  await expect(dialog.getByRole("option")).toHaveText([/Kim Heir/]);
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Assigned", { exact: true })).toBeVisible();
  await expect(button).toBeFocused();
  const details = page.getByRole("region", { name: "Details" });
  await expect(details).toContainText("Kim Heir");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(details).toContainText("Nobody");
  await page.keyboard.press("a");
  await expect(details).toContainText("You");
  await page.reload();
  await expect(details).toContainText("You");

  // Where somebody has it, "Nobody" takes no Enter that is meant for a person.
  await button.press("Enter");
  await expect(dialog.getByRole("option")).toHaveText([/Robin Owner/, /Kim Heir/, "Nobody"]);
  await expect(dialog.getByRole("option", { selected: true })).toHaveText(/Robin Owner/);
  await page.keyboard.type("heir");
  await expect(dialog.getByRole("option")).toHaveText([/Kim Heir/]);
  await page.keyboard.press("Enter");
  await expect(details).toContainText("Kim Heir");
});
