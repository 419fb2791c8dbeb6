import { PrivatePostgres } from "../../scripts/processes/private-postgres.ts";

/** What a small managed server has; durability is left out, since nothing here is kept or measured while writing. */
export const SETTINGS = {
  shared_buffers: "4GB",
  maintenance_work_mem: "2GB",
  max_parallel_maintenance_workers: "2",
  work_mem: "16MB",
  jit: "off",
  max_wal_size: "16GB",
  wal_level: "minimal",
  max_wal_senders: "0",
  fsync: "off",
};

/** Starts a PostgreSQL with pgvector and the product's migrations, which is gone also when the process is told to stop. */
export async function startServer(
  settings: Readonly<Record<string, string>> = SETTINGS,
): Promise<PrivatePostgres> {
  const server = await PrivatePostgres.make(settings);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.remove().finally(() => process.exit(1)));
  }
  return server;
}
