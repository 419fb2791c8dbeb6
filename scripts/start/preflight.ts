import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { requireVector } from "../db/pgvector.ts";
import { requireIsolated } from "../db/require-isolated.ts";
import { requireMigrated } from "../db/require-migrated.ts";
import type { Settings } from "./settings.ts";

/** Rejects with one clear sentence when something outside would keep the product from starting. */
export async function preflight(settings: Settings): Promise<void> {
  await requireWritable(settings.dataFolder);
  await requireFree(settings.port, "PORT");
  if (settings.databaseUrl) {
    await requireVector(settings.databaseUrl);
    await requireMigrated(settings.databaseUrl);
    await requireIsolated(settings.databaseUrl);
  } else {
    await requireFree(settings.sitePort, "DEMO_SITE_PORT");
  }
}

async function requireWritable(folder: string): Promise<void> {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    await mkdir(join(folder, "logs"), { recursive: true, mode: 0o700 });
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The data folder ${folder} can't be written (${reason}).`, { cause: error });
  }
}

function requireFree(port: number, variable: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE" ? "is already taken" : `can't be opened (${error.message})`;
      reject(new Error(`Port ${port} ${why}. Set ${variable} to another one.`));
    });
    server.listen(port, () => server.close(() => resolve()));
  });
}
