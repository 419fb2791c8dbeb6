import { inject } from "vitest";

// Set before a test file imports anything that reads the configuration.
const { mode, runtimeUrl } = inject("testDatabase");

Object.assign(process.env, {
  NODE_ENV: "test",
  LOG_LEVEL: "silent",
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
  VISITOR_TOKEN_SECRET: "another-secret-of-the-tests-long-enough",
  DATABASE_URL: runtimeUrl,
  DATABASE_MODE: mode,
});
