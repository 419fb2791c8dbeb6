import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { readDemo } from "./fixtures/demo";

const METHODS: Record<string, string[]> = {
  "/api/v1/documents": ["get", "post"],
  "/api/v1/documents/bulk": ["post"],
  "/api/v1/documents/{id}": ["delete", "get", "patch"],
  "/api/v1/faqs": ["get", "post"],
  "/api/v1/faqs/{id}": ["delete", "get", "patch"],
  "/api/v1/search": ["post"],
  "/api/v1/chat": ["post"],
  "/api/jobs/{id}": ["get"],
  "/api/health": ["get"],
  "/api/ready": ["get"],
};

test("the first page says what it is and leads on", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("front desk");
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goBack();
  await page.getByRole("link", { name: "Create an account" }).click();
  await expect(page).toHaveURL(/\/sign-up$/);
  expect(errors).toEqual([]);
});

test("it is alive and ready", async ({ request }) => {
  for (const path of ["/api/health", "/api/ready"])
    expect((await request.get(path)).status(), path).toBe(200);
});

test("the API describes itself, to programs and to people", async ({ page }) => {
  const response = await page.request.get("/api/v1/openapi.json");
  expect(response.status()).toBe(200);
  const document = (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  await page.goto("/docs/api");
  for (const [path, methods] of Object.entries(METHODS)) {
    expect(Object.keys(document.paths[path] ?? {}), path).toEqual(expect.arrayContaining(methods));
    for (const method of methods) {
      const name = `${method.toUpperCase()} ${path}`;
      await expect(page.getByRole("heading", { name, exact: true })).toHaveCount(1);
    }
  }
});

test("the demo's sign-in and keys are in a file that only its owner reads", async ({ request }) => {
  const demo = readDemo();
  expect(statSync(join(process.env["E2E_DATA_DIR"] ?? "", "demo.json")).mode & 0o777).toBe(0o600);
  const tenant = (name: string, organizationSlug: string) => ({
    name,
    organizationSlug,
    publishableKey: expect.stringMatching(/^fd_pk_live_\S{51}$/),
    secretKey: expect.stringMatching(/^fd_sk_live_\S{51}$/),
  });
  expect(demo).toEqual({
    url: process.env["E2E_URL"],
    siteUrl: process.env["E2E_SITE_URL"],
    owner: {
      email: "owner@larkspoke.example",
      password: expect.stringMatching(/^\S{12,}$/),
    },
    tenants: [tenant("Larkspoke Cycles", "larkspoke"), tenant("Fernhollow Nursery", "fernhollow")],
  });
  for (const { secretKey } of demo.tenants) {
    const headers = { authorization: `Bearer ${secretKey}` };
    expect((await request.get("/api/v1/documents?limit=1", { headers })).status()).toBe(200);
  }
});
