import { createServer } from "node:net";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../processes/embedded-postgres.ts";
import {
  appModules,
  ENDS_WITHIN_MS,
  type Service,
  type ServiceOptions,
  startService,
} from "../processes/service.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

export type Surroundings = {
  settings: Settings;
  secrets: Secrets;
  onTrouble: (service: string, line: string) => void;
};

type Program = Pick<ServiceOptions, "name" | "args" | "env" | "readyLine" | "endsWithinMs">;

/** Starts the embedded Postgres over the data folder. */
export function startPostgres(around: Surroundings, port: number): Promise<EmbeddedPostgres> {
  const { dataFolder } = around.settings;
  return startEmbeddedPostgres({
    data: join(dataFolder, "postgres"),
    port,
    logFile: logFile(around, "postgres"),
    onTrouble: (line) => around.onTrouble("postgres", line),
  });
}

/** Starts the embedded embeddings server. */
export function startEmbeddings(around: Surroundings, port: number): Promise<Service> {
  return start(around, {
    name: "embeddings",
    args: [
      "--max-old-space-size=256",
      appModules,
      "embedded/embeddings.ts",
      "--port",
      String(port),
    ],
    env: { ...process.env, FRONTDESK_EMBEDDINGS_KEY: around.secrets.EMBEDDINGS_API_KEY },
    readyLine: /^ready embeddings (\S+)$/,
  });
}

/** Starts the embedded job engine on the database of `databaseUrl`. */
export async function startEngine(
  around: Surroundings,
  databaseUrl: string,
  port: number,
): Promise<Service> {
  return start(around, {
    name: "engine",
    args: ["--max-old-space-size=192", appModules, "embedded/inngest.ts"],
    env: {
      ...process.env,
      PORT: String(port || (await freePort())),
      DATABASE_URL: databaseUrl,
      INNGEST_EVENT_KEY: around.secrets.INNGEST_EVENT_KEY,
      INNGEST_SIGNING_KEY: around.secrets.INNGEST_SIGNING_KEY,
    },
    readyLine: /^ready \S+ (\S+)$/,
  });
}

/** Starts the application itself: the production build, or Next's development server. */
export function startApp(around: Surroundings, env: NodeJS.ProcessEnv): Promise<Service> {
  return start(around, appProgram(around.settings, env));
}

/** What is started as the application. It is waited for at a stop until it has drained and then ended what is under way. */
export function appProgram(
  { dev, drainMs, port }: Settings,
  env: NodeJS.ProcessEnv,
): Program & { endsWithinMs: number } {
  return {
    name: "app",
    args: [
      `--max-old-space-size=${dev ? 2048 : 512}`,
      ...(dev
        ? ["node_modules/next/dist/bin/next", "dev", "--port", String(port)]
        : [appModules, "scripts/start/serve.ts"]),
    ],
    env,
    readyLine: dev ? /Ready in / : /^ready app (\S+)$/,
    endsWithinMs: drainMs + ENDS_WITHIN_MS,
  };
}

/** Starts the demo business's own site on another origin. */
export function startDemoSite(around: Surroundings): Promise<Service> {
  const { appUrl, dataFolder, sitePort } = around.settings;
  return start(around, {
    name: "demo-site",
    args: ["--max-old-space-size=64", "scripts/demo-site.ts"],
    env: {
      ...process.env,
      APP_URL: appUrl,
      FRONTDESK_DATA_DIR: dataFolder,
      DEMO_SITE_PORT: String(sitePort),
    },
    readyLine: /^ready demo-site (\S+)$/,
  });
}

function start(around: Surroundings, service: Program): Promise<Service> {
  return startService({
    ...service,
    logFile: logFile(around, service.name),
    onTrouble: (line) => around.onTrouble(service.name, line),
    readyWithinMs: 60_000,
  });
}

function logFile({ settings }: Surroundings, name: string): string {
  return join(settings.dataFolder, "logs", `${name}.log`);
}

/** A port that is free now on the loopback interface. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
