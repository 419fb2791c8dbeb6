import "server-only";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/core/errors";
import { findRoleFaults } from "@/lib/platform/db/role-check";
import { withEngine } from "@/lib/platform/db/transaction";

/** Of the process, not of this module: Next bundles it once for its start and once more for the route. */
const shared = globalThis as typeof globalThis & { frontdeskStopping?: true };

/** From now on readiness fails, so that a balancer sends no more requests while those under way end. */
export function beginShutdown(): void {
  shared.frontdeskStopping = true;
}

/** Migrations that the code comes with and the database has not applied. */
async function missingMigrations(): Promise<string[]> {
  const entries = await readdir(join(process.cwd(), "prisma", "migrations"), {
    withFileTypes: true,
  });
  const shipped = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const rows = await withEngine(
    (tx) => tx.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.map(({ name }) => name));
  return shipped.filter((name) => !applied.has(name));
}

/** Throws `unavailable` with the reason unless this process may serve: database there, migrated, roles bound by RLS. */
export async function checkReadiness(): Promise<{ status: "ready" }> {
  if (shared.frontdeskStopping) throw notReady("This instance is shutting down.");
  const faults = await findRoleFaults();
  if (faults[0]) throw notReady(faults[0]);
  const missing = await missingMigrations();
  if (missing.length > 0) {
    throw notReady(`${missing.length} migrations are not applied; run npm run db:migrate.`);
  }
  return { status: "ready" };
}

function notReady(message: string): AppError {
  return new AppError("unavailable", message, { retryAfterSeconds: 2 });
}
