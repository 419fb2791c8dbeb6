import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineKeys, startEngineProcess } from "../../../lib/testing/job-engine";
import { migrate } from "../../db/migrate.ts";
import { startEmbeddedPostgres } from "../../processes/embedded-postgres.ts";
import { PrivatePostgres } from "../../processes/private-postgres.ts";
import { appModules, type Service, startService } from "../../processes/service.ts";

/** A database that can be killed and comes back with what it had. */
export type KillableDatabase = {
  ownerUrl: string;
  runtimeUrl: string;
  kill: () => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
};

/** The embedded Postgres over a folder of its own. */
export async function embeddedDatabase(): Promise<KillableDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-fault-"));
  const startOn = (port: number) =>
    startEmbeddedPostgres({
      data: join(folder, "postgres"),
      port,
      logFile: join(folder, "postgres.log"),
      onTrouble: () => undefined,
    });
  let service = await startOn(0);
  const { url } = service;
  await migrate(url, () => undefined);
  return {
    ownerUrl: url,
    runtimeUrl: url,
    kill: () => killService(service),
    start: async () => {
      service = await startOn(portOf(service));
    },
    remove: async () => {
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A real PostgreSQL that writes through to the disk. */
export async function serverDatabase(): Promise<KillableDatabase> {
  const server = await PrivatePostgres.make();
  const { ownerUrl, runtimeUrl } = server;
  return {
    ownerUrl,
    runtimeUrl,
    kill: () => server.kill(),
    start: () => server.start(),
    remove: () => server.remove(),
  };
}

export const PARTS = ["engine", "app", "database"] as const;
export type Part = (typeof PARTS)[number];

/** An engine and an application on a database, each a process that can be killed and started again at its address. */
export class Installation {
  readonly #database: KillableDatabase;
  readonly #journal: string;
  #engine: Service;
  #app: Service;

  private constructor(database: KillableDatabase, journal: string, engine: Service, app: Service) {
    this.#database = database;
    this.#journal = journal;
    this.#engine = engine;
    this.#app = app;
  }

  static async start(database: KillableDatabase, journal: string): Promise<Installation> {
    const engine = await startEngineProcess(database.runtimeUrl);
    const app = await startApp(database, engine.address, journal, 0);
    const response = await fetch(`http://${app.address}/api/inngest`, { method: "PUT" });
    if (!response.ok) throw new Error(await response.text());
    return new Installation(database, journal, engine, app);
  }

  get engineAddress(): string {
    return this.#engine.address;
  }

  async kill(part: Part): Promise<void> {
    if (part === "database") return this.#database.kill();
    await killService(part === "engine" ? this.#engine : this.#app);
  }

  async startAgain(part: Part): Promise<void> {
    if (part === "database") return this.#database.start();
    if (part === "engine") {
      this.#engine = await startEngineProcess(this.#database.runtimeUrl, portOf(this.#engine));
    } else {
      this.#app = await startApp(
        this.#database,
        this.#engine.address,
        this.#journal,
        portOf(this.#app),
      );
    }
  }

  async remove(): Promise<void> {
    await this.#app.stop(1_000);
    await this.#engine.stop();
    await this.#database.remove();
  }
}

function startApp(
  { ownerUrl }: KillableDatabase,
  engineAddress: string,
  journal: string,
  port: number,
): Promise<Service> {
  return startService({
    name: "app",
    args: [appModules, "scripts/faults/kills/app.ts"],
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: ownerUrl,
      ENGINE_ADDRESS: engineAddress,
      INNGEST_EVENT_KEY: engineKeys.eventKey,
      INNGEST_SIGNING_KEY: engineKeys.signingKey,
      JOURNAL: journal,
    },
    logFile: `${journal}.log`,
    onTrouble: () => undefined,
    readyLine: /^ready app (\S+)$/,
    readyWithinMs: 30_000,
  });
}

async function killService(service: Service): Promise<void> {
  process.kill(service.pid, "SIGKILL");
  await service.ended;
}

const portOf = ({ address }: Service) => Number(address.split(":").at(-1));
