import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const notOurs = ["**/node_modules/**", ".next/**", ".data/**"];

export default defineConfig({
  resolve: {
    alias: [
      { find: "server-only", replacement: `${root}node_modules/server-only/empty.js` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...notOurs, "**/*.db.test.ts", "**/*.fault.test.ts"],
          setupFiles: ["scripts/vitest/console-error.ts"],
          unstubEnvs: true,
          unstubGlobals: true,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: notOurs,
          setupFiles: ["scripts/vitest/console-error.ts", "scripts/vitest/db-env.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          // The embedded Postgres is one session: test files that ran side by side would wait for
          // each other's transactions and see each other's rows.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          unstubEnvs: true,
          unstubGlobals: true,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: ["scripts/faults/**/*.fault.test.ts"],
          setupFiles: ["scripts/vitest/console-error.ts"],
          // Each starts databases and servers of its own.
          fileParallelism: false,
        },
      },
    ],
  },
});
