import { createHmac, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/axe";
import { call, test } from "./fixtures/dashboard";
import { openToVisitors } from "./fixtures/visiting";

/** The address that the mail of Monday holds, signed as the product does: nothing sends one on another day. */
async function linkOf(page: Page, slug: string): Promise<string> {
  const ask = await openToVisitors(page, slug);
  const [, payload = ""] = (await ask("Do you mend clocks?")).visitorToken.split(".");
  const { tid, oid } = JSON.parse(Buffer.from(payload, "base64url").toString()) as {
    tid: string;
    oid: string;
  };
  const { members } = await call(page, slug, "/api/v1/members?role=owner");
  const [owner] = members as { userId: string }[];
  const secrets = JSON.parse(
    readFileSync(join(process.env["E2E_DATA_DIR"] ?? "", "secrets.json"), "utf8"),
  ) as Record<string, string>;
  const secret = secrets["NEXTAUTH_SECRET"] ?? "";
  const key = hkdfSync("sha256", secret, "", "frontdesk weekly summary off 1", 32);
  const hex = [tid, oid, owner?.userId].join("").replaceAll("-", "");
  const ids = Buffer.from(hex, "hex").toString("base64url");
  const signature = createHmac("sha256", Buffer.from(key)).update(ids).digest("base64url");
  return `/weekly-summary/${ids}.${signature}`;
}

test("the link of the weekly summary turns it off by a click, and by no visit alone", async ({
  page,
  account: { slug },
  browser,
}) => {
  const link = await linkOf(page, slug);
  const context = await browser.newContext();
  const reader = await context.newPage();
  const choice = page.getByRole("checkbox", { name: "Mail me last week's figures" });
  try {
    await reader.goto(`${process.env["E2E_URL"] ?? ""}${link}`);
    await expect(reader.getByRole("heading", { name: "Weekly summary" })).toBeVisible();
    await expectAccessible(reader);
    await page.goto(`/${slug}/insights`);
    await expect(choice).toBeChecked();

    await reader.getByRole("button", { name: "Turn it off" }).click();
    await expect(reader.getByRole("status")).toHaveText(/^It is off\./);
    await page.reload();
    await expect(choice).not.toBeChecked();
    await reader.reload();
    await expect(reader.getByRole("status")).toHaveText(/^It is off\./);

    await choice.click();
    await expect(choice).toBeChecked();
    const forged = link.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    await reader.goto(`${process.env["E2E_URL"] ?? ""}${forged}`);
    await expect(reader.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  } finally {
    await context.close();
  }
});
