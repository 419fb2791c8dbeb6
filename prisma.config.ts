import { defineConfig } from "prisma/config";

// Only `prisma generate` reads this: migrations go through Prisma's WASM engine (scripts/db), because
// the CLI wants to download a native one.
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
