import { deflateSync } from "node:zlib";
import { expect } from "@playwright/test";
import { png } from "../lib/testing/pictures";
import { expectAccessible } from "./fixtures/axe";
import { test } from "./fixtures/dashboard";

test("the owner sets the widget up and sees it at once as visitors will", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/widget`);
  const preview = page.frameLocator('iframe[title="Preview of the chat"]');
  await page.getByLabel("Name", { exact: true }).fill("Ask the bakers");
  await expect(preview.getByRole("heading", { name: "Ask the bakers" })).toBeVisible();

  const color = page.getByRole("textbox", { name: "Colour", exact: true });
  await color.fill("#ffee00");
  await expect(page.getByText("Black text on it")).toBeVisible();
  await expect(page.getByText("Hard to see on a white page")).toBeVisible();
  await color.fill("red");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Six digits after #")).toBeVisible();
  await expect(color).toBeFocused();
  await color.fill("#aa3300");
  await page.getByLabel("Bottom left").check();

  await page.getByLabel("German").check();
  await page.getByLabel("Greeting").fill("Guten Tag! Was darf es sein?");
  await expect(preview.getByText("Guten Tag! Was darf es sein?")).toBeVisible();
  await expect(preview.locator("html")).toHaveAttribute("lang", "de");

  await page.getByRole("button", { name: "Add a field" }).click();
  await page.getByLabel("Label of field 1").fill("Order number");
  await page.getByLabel("At these hours").check();
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByLabel("Open on Saturday").click();
  await page.getByLabel("Saturday closes").fill("13:00");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();

  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ask the bakers");
  await expect(color).toHaveValue("#aa3300");
  await expect(page.getByLabel("Bottom left")).toBeChecked();
  await expect(page.getByLabel("Label of field 1")).toHaveValue("Order number");
  await expect(page.getByLabel("Saturday closes")).toHaveValue("13:00");
  await page.goto(`/${slug}/install`);
  await expect(page.getByLabel("Snippet", { exact: true })).toContainText(
    'data-color="#aa3300" data-position="left"',
  );
  await expectAccessible(page);
});

test("a picture and a secret are made at once, and what is not saved is not left by mistake", async ({
  page,
  account: { slug },
}) => {
  await page.goto(`/${slug}/widget`);
  await page.getByLabel("Picture file").setInputFiles({
    name: "notes.png",
    mimeType: "image/png",
    buffer: deflateSync(Buffer.from("no picture")),
  });
  await expect(page.getByText("This picture cannot be used.")).toBeVisible();
  await page.getByLabel("Picture file").setInputFiles({
    name: "logo.png",
    mimeType: "image/png",
    buffer: png({ width: 64, height: 64 }),
  });
  const picture = page.getByRole("img", { name: "The widget’s picture" });
  await expect(picture).toHaveJSProperty("naturalWidth", 64);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(picture).toHaveCount(0);

  await page.getByRole("button", { name: "Make a secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make a secret" }).click();
  await expect(dialog.getByLabel("Secret", { exact: true })).toHaveText(/^fd_id_[\w-]{43}$/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Secret in use")).toBeVisible();

  await page.getByLabel("Name", { exact: true }).fill("Not saved");
  page.once("dialog", (dialog) => void dialog.dismiss());
  await page.getByRole("link", { name: "Members" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Not saved");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
});
