import { defineConfig, devices } from "@playwright/test";

// scripts/test/e2e.ts (npm run e2e) starts the product and says where it is.
const OWN = "**/own-product/**";

export default defineConfig({
  testDir: "e2e",
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json"]],
  outputDir: "test-results",
  // Those of the second start products of their own, with other settings or to stop and kill them.
  projects: [
    { name: "shared", testIgnore: OWN },
    { name: "own", testMatch: OWN },
  ],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env["E2E_URL"],
    screenshot: "only-on-failure",
    // Recording each step costs a fifth of the time: `npm run e2e -- --trace on` when one is looked into.
    trace: "off",
    // Nobody looks on, and each dialog would be waited for.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env["E2E_BROWSER"],
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
