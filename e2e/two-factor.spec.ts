import { expect, test, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "./fixtures/axe";
import { signIn, signUp } from "./fixtures/dashboard";

/** What the app would show; a code is good once, so each use asks for that of another half minute. */
function codeOf(secret: string, later = 0): string {
  const timestamp = Date.now() + later * 30_000;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in$/);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0]).toBe(widths[1]);
}

test("who sets up two-factor sign-in needs a code from then on, once each, or a recovery code", async ({
  page,
}) => {
  const account = await signUp(page);
  await page.goto("/account");
  await page.getByRole("button", { name: "Set up…" }).click();
  await page.emulateMedia({ colorScheme: "dark" });
  // Cameras read a code that is dark on white alone.
  const paper = page.getByRole("img", { name: /^QR code/ }).locator("rect");
  await expect(paper).toHaveCSS("fill", "rgb(255, 255, 255)");
  const secret = (await page.getByLabel("Key", { exact: true }).textContent()) ?? "";
  await page.getByLabel("Code from your app").fill("12");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Enter the whole code")).toBeVisible();
  const first = codeOf(secret);
  await page.getByLabel("Code from your app").fill(first);
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recoveryCode = (await codes.first().textContent()) ?? "";
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("frontdesk-recovery-codes.txt");
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes left")).toBeVisible();

  await signOut(page);
  await signIn(page, account);
  await page.waitForURL(/\/sign-in\/two-factor/);
  await page.goto(`/${account.slug}/knowledge`);
  await page.waitForURL(/\/sign-in\/two-factor\?callbackUrl=/);
  await page.getByLabel("Code from your app").fill(first);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("it was used before")).toBeVisible();
  await expect(page.getByLabel("Code from your app")).toBeFocused();
  await expectAccessible(page);
  await page.setViewportSize({ width: 375, height: 812 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel("Code from your app").fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(`/${account.slug}/knowledge`);

  await signOut(page);
  await signIn(page, account);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(recoveryCode);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/\/knowledge$/);
  await page.goto("/account");
  await expect(page.getByText("9 recovery codes left")).toBeVisible();
  await page.setViewportSize({ width: 375, height: 812 });
  await expectNoSidewaysScroll(page);
});

test("who owns a tenant demands it only with it on, and a member without it is led to set it up", async ({
  page,
}) => {
  const account = await signUp(page);
  await page.goto(`/${account.slug}/members`);
  await page.getByRole("button", { name: "Require…" }).click();
  await page.getByRole("button", { name: "Require it" }).click();
  await expect(page.getByText("Turn it on for yourself first")).toBeVisible();
  await page.goto("/account");
  await page.getByRole("button", { name: "Set up…" }).click();
  const secret = (await page.getByLabel("Key", { exact: true }).textContent()) ?? "";
  await page.getByLabel("Code from your app").fill(codeOf(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.goto(`/${account.slug}/members`);
  await page.getByRole("button", { name: "Require…" }).click();
  await page.getByRole("button", { name: "Require it" }).click();
  await expect(page.getByText("Required for everybody")).toBeVisible();

  await page.goto("/account");
  await page.getByRole("button", { name: "Turn off…" }).click();
  await page.getByLabel("Code").fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Turn off", exact: true }).click();
  await expect(page.getByText("Two-factor sign-in is off")).toBeVisible();
  await page.goto(`/${account.slug}/knowledge`);
  await page.waitForURL(`/account?demandedBy=${account.slug}`);
  await expect(page.getByText(`${account.name} lets in only who signs in`)).toBeVisible();
  const headers = { "X-Organization": account.slug };
  const answer = await page.request.get("/api/v1/documents", { headers });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "two_factor_required" });
  // What is not there is told to nobody, and leads nowhere.
  const nowhere = await page.goto(`/${account.slug}/nonsense`);
  expect(nowhere?.status()).toBe(404);
});
