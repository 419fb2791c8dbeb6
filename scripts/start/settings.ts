import { resolve } from "node:path";
import { logLevel } from "../../lib/env.log.ts";
import { projectRoot } from "../processes/service.ts";
import { drainMs } from "./drain.ts";

export type Settings = {
  dev: boolean;
  port: number;
  /** Where the demo business's own site is served. */
  sitePort: number;
  appUrl: string;
  siteUrl: string;
  dataFolder: string;
  /** For so long the application goes on taking requests when it is asked to stop. */
  drainMs: number;
  /** Undefined: the embedded default runs. */
  databaseUrl: string | undefined;
  engineUrl: string | undefined;
  /** Whether embeddings come from a server of the operator's. */
  ownEmbeddings: boolean;
};

/** Reads what `npm start` goes by. Throws one sentence that names a variable that is wrong. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Settings {
  const unknown = args.find((arg) => arg !== "--dev");
  if (unknown) throw new Error(`${unknown} is not known; the only option is --dev.`);
  logLevel(env);
  const port = portNumber("PORT", env["PORT"] || "3000");
  const sitePort = portNumber("DEMO_SITE_PORT", env["DEMO_SITE_PORT"] || String(port + 1));
  const engineUrl = env["INNGEST_BASE_URL"] || undefined;
  if (engineUrl && !(env["INNGEST_EVENT_KEY"] && env["INNGEST_SIGNING_KEY"])) {
    throw new Error("INNGEST_BASE_URL needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY beside it.");
  }
  return {
    dev: args.includes("--dev"),
    port,
    sitePort,
    appUrl: (env["APP_URL"] || `http://localhost:${port}`).replace(/\/+$/, ""),
    siteUrl: `http://localhost:${sitePort}`,
    drainMs: drainMs(env),
    dataFolder: resolve(projectRoot, env["FRONTDESK_DATA_DIR"] || ".data"),
    databaseUrl: env["DATABASE_URL"] || undefined,
    engineUrl,
    // OpenAI itself has embeddings; whether another server of its API has them, nobody knows.
    ownEmbeddings: Boolean(
      env["EMBEDDINGS_BASE_URL"] ||
      env["EMBEDDINGS_API_KEY"] ||
      (env["OPENAI_API_KEY"] && !env["OPENAI_BASE_URL"]),
    ),
  };
}

function portNumber(name: string, value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${name} must be a port number from 1 to 65535, not "${value}".`);
}
