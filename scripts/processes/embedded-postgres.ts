import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { complain } from "../terminal.ts";
import { appModules, type Service, startService } from "./service.ts";

export type EmbeddedPostgres = Service & { url: string };

/**
 * Starts the embedded Postgres over the folder `data` and resolves with its URL when it answers.
 * @param port 0 takes any free one.
 */
export async function startEmbeddedPostgres(options: {
  data: string;
  port: number;
  logFile: string;
  onTrouble: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const service = await startService({
    name: "postgres",
    args: [
      "--max-old-space-size=256",
      appModules,
      "embedded/postgres.ts",
      "--data",
      options.data,
      "--port",
      String(options.port),
    ],
    env: process.env,
    logFile: options.logFile,
    onTrouble: options.onTrouble,
    readyLine: /^ready postgres (\S+)$/,
    readyWithinMs: 60_000,
  });
  return { ...service, url: `postgres://frontdesk@${service.address}/frontdesk` };
}

/** Runs `work` against the installation's own embedded Postgres, which must not be running, and stops it afterwards. */
export async function withInstalledPostgres<T>(
  dataFolder: string,
  logFile: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const postgres = await startEmbeddedPostgres({
    data: join(dataFolder, "postgres"),
    port: 0,
    logFile,
    onTrouble: complain,
  });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

/** Runs `work` against an empty embedded Postgres of its own and removes it afterwards. */
export async function withEmbeddedPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-postgres-"));
  const postgres = await startEmbeddedPostgres({
    data: join(folder, "data"),
    port: 0,
    logFile: join(folder, "postgres.log"),
    onTrouble: complain,
  });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
