import { migrate } from "../../scripts/db/migrate.ts";
import { withEmbeddedPostgres } from "../../scripts/processes/embedded-postgres.ts";
import { startServer } from "../isolation/server.ts";

export const DATABASE_MODES = ["embedded", "server"] as const;
export type DatabaseMode = (typeof DATABASE_MODES)[number];

export interface Database {
  ownerUrl: string;
  /** What the application signs in with. On the embedded Postgres it is the owner too. */
  runtimeUrl: string;
}

/** Runs `work` against a migrated database of its own, which is gone afterwards, also when the process is told to stop. */
export async function withDatabase(
  mode: DatabaseMode,
  work: (database: Database) => Promise<void>,
  settings?: Readonly<Record<string, string>>,
): Promise<void> {
  if (mode === "embedded") {
    return withEmbeddedPostgres(async (url) => {
      await migrate(url, () => undefined);
      await work({ ownerUrl: url, runtimeUrl: url });
    });
  }
  const server = await startServer(settings);
  try {
    await work(server);
  } finally {
    await server.remove();
  }
}
