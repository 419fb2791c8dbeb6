import { expect, test } from "@playwright/test";

test("a problem document's type leads to what the error means", async ({ page, request }) => {
  const refused = await request.get("/api/v1/documents");
  const { type, code } = (await refused.json()) as { type: string; code: string };
  expect(code).toBe("unauthenticated");
  await page.goto(type);
  const entry = page.locator(":target");
  await expect(entry).toContainText("401");
  await expect(entry).toContainText("Authorization: Bearer");
});

test("every call of the OpenAPI document is explained, without scripts and on a phone", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    ...(baseURL && { baseURL }),
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const document = (await (await page.request.get("/api/v1/openapi.json")).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  await page.goto("/docs/api");
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) {
      const heading = page.getByRole("heading", {
        name: `${method.toUpperCase()} ${path}`,
        exact: true,
      });
      await expect(heading).toHaveCount(1);
    }
  }
  await page.getByText("On this page").click();
  await page.getByRole("link", { name: "POST /search" }).click();
  await expect(page.locator("#post-search")).toBeInViewport();
  await expect(page.locator("#post-search")).toContainText("Secret key");
  await context.close();
});
