import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { log } from "../lib/platform/log/log.ts";
import { giveUp } from "./give-up.ts";
import { lockFolder } from "./postgres/data-lock.ts";
import { sharedSession } from "./postgres/shared-session.ts";
import { keepVacuumed } from "./postgres/vacuum.ts";
import { refuseToStart, tellReady } from "./to-parent.ts";

// The embedded default for Postgres: PGlite on the Postgres wire, for one machine and local callers.
// Usage: node --import=./scripts/processes/app-modules.ts embedded/postgres.ts --data FOLDER --port 0

const HOST = "127.0.0.1";
const MAX_CONNECTIONS = 40;

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readArguments(): { folder: string; port: number } {
  const { values } = parseArgs({ options: { data: { type: "string" }, port: { type: "string" } } });
  const port = Number(values.port ?? "0");
  if (!values.data) refuseToStart("--data must name the folder that keeps the database.");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    refuseToStart(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  return { folder: resolve(values.data), port };
}

async function takeFolder(folder: string): Promise<{ release: () => void }> {
  try {
    mkdirSync(join(folder, "pgdata"), { recursive: true, mode: 0o700 });
    return await lockFolder(folder);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) refuseToStart(reason(error));
    refuseToStart(`The data folder ${folder} can't be written (${error.message}).`);
  }
}

const { folder, port } = readArguments();
const lock = await takeFolder(folder);
const pglite = await PGlite.create(join(folder, "pgdata"), {
  extensions: { unaccent, vector },
}).catch((error: unknown) => {
  lock.release();
  refuseToStart(`The database in ${folder} can't be opened (${reason(error)}).`);
});
const server = new PGLiteSocketServer({
  db: sharedSession(pglite, (error) => giveUp("the embedded Postgres crashed", error)),
  host: HOST,
  port,
  maxConnections: MAX_CONNECTIONS,
});

async function close(): Promise<void> {
  await server.stop();
  await pglite.close();
  lock.release();
}

try {
  await server.start();
} catch (error) {
  await close();
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  refuseToStart(
    `The embedded Postgres's port ${HOST}:${port} ${taken ? "is already taken" : `can't be opened (${reason(error)})`}.`,
  );
}

let stopping = false;
const address = server.getServerConn();
const stopVacuuming = keepVacuumed(`postgres://frontdesk@${address}/frontdesk`, (error) => {
  if (!stopping) log.error("a vacuum failed and will be tried again", error);
});

function stop(): void {
  if (stopping) return;
  stopping = true;
  stopVacuuming();
  void close().then(
    () => process.exit(0),
    (error: unknown) => giveUp("the embedded Postgres did not close cleanly", error),
  );
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
tellReady("postgres", address);
