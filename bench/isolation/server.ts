import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../scripts/db/migrate.ts";
import { createRuntimeLogin } from "../../scripts/db/roles.ts";
import { projectRoot } from "../../scripts/processes/service.ts";

export interface Server {
  ownerUrl: string;
  /** What the application signs in with; no superuser, owns nothing. */
  runtimeUrl: string;
  stop: () => void;
}

const PASSWORD = "nobody-else-reaches-this-server";

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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("No port is free");
  return address.port;
}

// PostgreSQL refuses to run as root.
function ownerOfServer(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Starts a PostgreSQL with pgvector and the product's migrations in a directory of its own, gone when it is stopped. */
export async function startServer(): Promise<Server> {
  const installer = join(projectRoot, "scripts/ci/install-postgres.sh");
  const bin = execFileSync(installer, { encoding: "utf8" }).trim();
  const folder = mkdtempSync(join(tmpdir(), "frontdesk-isolation-"));
  const owner = ownerOfServer();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(bin, program), args, {
      ...owner,
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  const stop = () => {
    try {
      run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const port = await freePort();
  run("initdb", [
    "-D",
    data,
    "-U",
    "owner",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
  ]);
  const settings = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  const address = ["-p", String(port), "-k", folder, "-c listen_addresses=127.0.0.1"];
  run("pg_ctl", [
    "-D",
    data,
    "-l",
    join(folder, "log"),
    "-w",
    "start",
    "-o",
    [...address, ...settings].join(" "),
  ]);
  try {
    const at = `127.0.0.1:${port}/postgres`;
    const ownerUrl = `postgres://owner@${at}`;
    await migrate(ownerUrl, () => undefined);
    await createRuntimeLogin(ownerUrl, "runtime", PASSWORD);
    return { ownerUrl, runtimeUrl: `postgres://runtime:${PASSWORD}@${at}`, stop };
  } catch (error) {
    stop();
    throw error;
  }
}
