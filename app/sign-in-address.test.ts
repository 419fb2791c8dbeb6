import { expect, test, vi } from "vitest";
import { register } from "@/instrumentation";
import { APP_ENV } from "@/lib/testing/app-env";
// Compiled here, outside a test's time: the start loads it only then.
import "@/lib/domains/ops/start-process";

// As an image's process that was told what lib/env.ts asks for, and no more.
test("a provider of sign-in sends back to APP_URL without anything else being set", async () => {
  for (const [name, value] of Object.entries({
    ...APP_ENV,
    APP_URL: "https://desk.example/",
    LOG_LEVEL: "silent",
    NEXT_RUNTIME: "nodejs",
    NEXTAUTH_URL: "",
  }))
    vi.stubEnv(name, value);
  await register();
  const { frontdeskLastWords } = globalThis as { frontdeskLastWords?: () => Promise<void> };
  await frontdeskLastWords?.();
  expect(process.env["NEXTAUTH_URL"]).toBe("https://desk.example");
});
