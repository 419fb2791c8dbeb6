import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migrate } from "../db/migrate.ts";
import { createRuntimeLogin } from "../db/roles.ts";
import { projectRoot } from "./service.ts";

const PASSWORD = "nobody-else-reaches-this-server";
const STARTS_WITHIN_MS = 60_000;

type Account = { uid?: number; gid?: number };

/** A PostgreSQL with pgvector and the product's migrations in a folder of its own, to be killed, held and started again. */
export class PrivatePostgres {
  readonly port: number;
  readonly #bin: string;
  readonly #folder: string;
  readonly #account: Account;
  readonly #settings: Readonly<Record<string, string>>;
  #server: ChildProcess | undefined;

  private constructor(
    bin: string,
    folder: string,
    port: number,
    settings: Readonly<Record<string, string>>,
  ) {
    this.#bin = bin;
    this.#folder = folder;
    this.#settings = settings;
    this.#account = accountOfServer();
    this.port = port;
  }

  /** Makes a server and starts it. `settings` are those of postgresql.conf. */
  static async make(settings: Readonly<Record<string, string>> = {}): Promise<PrivatePostgres> {
    const installer = join(projectRoot, "scripts/ci/install-postgres.sh");
    const bin = execFileSync(installer, { encoding: "utf8" }).trim();
    const folder = mkdtempSync(join(tmpdir(), "frontdesk-server-"));
    const server = new PrivatePostgres(bin, folder, await freePort(), settings);
    try {
      server.#initialize();
      await server.start();
      await migrate(server.ownerUrl, () => undefined);
      await createRuntimeLogin(server.ownerUrl, "runtime", PASSWORD);
      return server;
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  /** Signs in as who owns the tables and is a superuser. */
  get ownerUrl(): string {
    return `postgres://owner@127.0.0.1:${this.port}/postgres`;
  }

  /** What the application signs in with: no superuser, owns nothing. */
  get runtimeUrl(): string {
    return `postgres://runtime:${PASSWORD}@127.0.0.1:${this.port}/postgres`;
  }

  /** Starts the server and resolves once it answers. After a kill, what the old one has left ends first. */
  async start(): Promise<void> {
    const deadline = Date.now() + STARTS_WITHIN_MS;
    while (Date.now() < deadline) {
      const server = this.#spawn();
      while (server.exitCode === null && Date.now() < deadline) {
        if (await answers(this.ownerUrl)) {
          this.#server = server;
          return;
        }
        await wait(50);
      }
      await wait(100);
    }
    throw new Error(`PostgreSQL did not start; see ${join(this.#folder, "log")}.`);
  }

  /** Ends every process of the server at once, as a power cut does. */
  async kill(): Promise<void> {
    const ended = this.#server && once(this.#server, "exit");
    for (const pid of this.#processes()) signal(pid, "SIGKILL");
    await ended;
  }

  /** Holds every process of the server: connections stay open and nothing answers. */
  pause(): void {
    for (const pid of this.#processes()) signal(pid, "SIGSTOP");
  }

  resume(): void {
    for (const pid of this.#processes()) signal(pid, "SIGCONT");
  }

  /** Ends the server and removes all that it had. */
  async remove(): Promise<void> {
    if (this.#server?.exitCode === null && this.#server.signalCode === null) await this.kill();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #initialize(): void {
    const { uid, gid } = this.#account;
    if (uid !== undefined && gid !== undefined) chownSync(this.#folder, uid, gid);
    const args = ["-D", this.#data, "-U", "owner", "-A", "trust", "-E", "UTF8"];
    execFileSync(join(this.#bin, "initdb"), [...args, "--locale=C.UTF-8", "--no-sync"], {
      ...this.#account,
      cwd: this.#folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }

  get #data(): string {
    return join(this.#folder, "data");
  }

  /** The child shares this process's group, so that what ends the group ends it too. */
  #spawn(): ChildProcess {
    const log = openSync(join(this.#folder, "log"), "a");
    const settings = { listen_addresses: "127.0.0.1", max_connections: "200", ...this.#settings };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const args = ["-D", this.#data, "-p", String(this.port), "-k", this.#folder, ...options];
    try {
      return spawn(join(this.#bin, "postgres"), args, {
        ...this.#account,
        cwd: this.#folder,
        stdio: ["ignore", log, log],
      });
    } finally {
      closeSync(log);
    }
  }

  #processes(): number[] {
    const pid = this.#server?.pid;
    if (pid === undefined) return [];
    const list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
    const children = list.split("\n").flatMap((line) => {
      const [child, parent] = line.trim().split(/\s+/).map(Number);
      return parent === pid && child !== undefined ? [child] : [];
    });
    return [pid, ...children];
  }
}

// PostgreSQL refuses to run as root.
function accountOfServer(): Account {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended since it was looked up.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/** A port that is free now on the loopback interface. */
async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("No port is free");
  return address.port;
}
