import { expect, type Page } from "@playwright/test";
import { stranger, test } from "./fixtures/businesses";
import { html, serveSite } from "./fixtures/own-site";
import { MADE_BY_PAYLOADS, PAYLOADS } from "./fixtures/payloads";
import { ask, conversationOf, panelOf } from "./fixtures/visitor";

const LONGEST = 4_000;

/** Lets a site of the organization's ask, and returns the line for its pages. */
async function openToSite(page: Page, slug: string, origin: string): Promise<string> {
  await page.goto(`/${slug}/install`);
  await page.getByLabel("Add an address").fill(origin);
  await page.getByLabel("Add an address").press("Enter");
  await expect(page.getByRole("list", { name: "Allowed origins" })).toContainText(origin);
  await page.getByRole("button", { name: "Create a publishable key" }).click();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  return page.getByLabel("Snippet", { exact: true }).innerText();
}

/** Holds what the members send until each of them has sent something, so that all saw the same before. */
async function holdUntilAll(pages: readonly Page[]): Promise<void> {
  const held: (() => void)[] = [];
  for (const page of pages)
    await page.route("**/inbox/**", async (route) => {
      if (route.request().method() === "POST" && route.request().postData()?.includes("version"))
        await new Promise<void>((go) => {
          held.push(go);
          if (held.length >= pages.length) for (const each of held) each();
        });
      await route.continue();
    });
}

test("bad input, two members at once, a line that breaks and a key that ends do no harm at either end", async ({
  page,
  guestPage,
  guest: { slug },
  browser,
}) => {
  test.setTimeout(120_000);
  const site = await serveSite({ "/": html("Heirlooms", "Old things.") });
  const visitor = await stranger(browser);
  try {
    site.install(await openToSite(page, slug, site.url));
    const dialogs: string[] = [];
    for (const one of [visitor, page, guestPage])
      one.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
    await visitor.goto(site.url);
    await visitor.getByRole("button", { name: "Open chat" }).click();
    const panel = panelOf(visitor);
    const input = panel.getByRole("textbox");
    const said = (text: string) => panel.locator(".bubble").filter({ hasText: text });

    await input.focus();
    await visitor.keyboard.insertText("a".repeat(LONGEST + 1));
    await expect(panel.getByText("4001 / 4000 – Please shorten your question.")).toBeVisible();
    await input.press("Enter");
    await expect(panel.getByRole("button", { name: "Send" })).toBeDisabled();
    await expect(input).toHaveValue("a".repeat(LONGEST + 1));

    const script = PAYLOADS.slice(0, 13).join("\n");
    await expect(await ask(panel, script)).toHaveAttribute("data-outcome", "no_answer");
    await expect(said("<script>alert(1)</script>")).toHaveText(script);
    await expect(panel.locator(MADE_BY_PAYLOADS)).toHaveCount(0);

    const members = [page, guestPage];
    const id = await conversationOf(panel);
    for (const member of members) {
      await member.goto(`/${slug}/inbox/${id}`);
      const log = member.getByRole("log", { name: "Messages" });
      await expect(log.getByText("<script>alert(1)</script>")).toBeVisible();
      await expect(log.locator(MADE_BY_PAYLOADS)).toHaveCount(0);
    }
    await holdUntilAll(members);
    await Promise.all(
      members.map((member) => member.getByRole("button", { name: "Take over" }).click()),
    );
    // One has it, and the other is told who.
    const told = async (member: Page) => [
      await member.getByText("The assistant is silent while you have this").count(),
      await member.getByText(/(Robin Owner|Kim Heir) has taken this conversation over/).count(),
    ];
    await expect
      .poll(async () => (await Promise.all(members.map(told))).sort().join(" "))
      .toBe("0,1 1,0");
    const winner = (await told(page))[0] === 1 ? page : guestPage;
    await expect(panel.getByText(/^(Robin Owner|Kim Heir) has joined/)).toBeVisible();

    const reply = winner.getByRole("textbox", { name: "Reply to the visitor" });
    const log = winner.getByRole("log", { name: "Messages" });
    await visitor.context().setOffline(true);
    await expect(panel.getByText(/^You are offline/)).toBeVisible();
    for (const text of ["One while you are away.", "And another."]) {
      await reply.fill(text);
      await reply.press("Enter");
      await expect(log.getByText(text)).toHaveCount(1);
    }
    await input.fill("Are you still there?");
    await input.press("Enter");
    await expect(panel.getByText("Will be sent when you are online again")).toBeVisible();
    await visitor.context().setOffline(false);
    await expect(log.getByText("Are you still there?")).toHaveCount(1);
    for (const text of ["One while you are away.", "And another.", "Are you still there?"])
      await expect(said(text)).toHaveCount(1);
    await expect(panel.locator("[data-outcome], [aria-busy=true]")).toHaveCount(1);

    await input.fill("Half a thought");
    await visitor.reload();
    await visitor.getByRole("button", { name: "Open chat" }).click();
    await expect(input).toHaveValue("Half a thought");
    await expect(said("Are you still there?")).toHaveCount(1);

    await page.goto(`/${slug}/keys`);
    await page.getByRole("button", { name: /^Revoke / }).click();
    const confirm = page.getByRole("alertdialog", { name: "Revoke this key?" });
    await confirm.getByRole("button", { name: "Revoke" }).click();
    await expect(confirm).toHaveCount(0);
    await expect(panel.getByRole("alert")).toHaveText(/^This chat is no longer available\./);
    await expect(input).toHaveValue("Half a thought");
    await expect(input).not.toBeEditable();
    const asked: string[] = [];
    visitor.on("request", (request) => asked.push(request.url()));
    await panel.getByRole("button", { name: "Close chat" }).click();
    await visitor.getByRole("button", { name: "Open chat" }).click();
    await expect(panel.getByRole("alert")).toBeVisible();
    await expect(said("One while you are away.")).toHaveCount(1);
    expect(asked).toEqual([]);
    expect(dialogs).toEqual([]);
  } finally {
    site.stop();
    await visitor.context().close();
  }
});
