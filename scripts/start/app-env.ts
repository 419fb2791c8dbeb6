import { join } from "node:path";
import { MODEL } from "../../embedded/embeddings/request.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/**
 * The environment of the application and of the demo seed: what the operator set, with the embedded
 * defaults where nothing was set.
 */
export function appEnv(
  given: NodeJS.ProcessEnv,
  settings: Settings,
  secrets: Secrets,
  addresses: { databaseUrl: string; engineUrl: string; embeddingsUrl: string | undefined },
): NodeJS.ProcessEnv {
  const { embeddingsUrl } = addresses;
  return {
    ...given,
    NODE_ENV: settings.dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    APP_URL: settings.appUrl,
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    VISITOR_TOKEN_SECRET: secrets.VISITOR_TOKEN_SECRET,
    DATABASE_URL: addresses.databaseUrl,
    DATABASE_MODE: settings.databaseUrl ? "server" : "embedded",
    INNGEST_BASE_URL: addresses.engineUrl,
    // An engine elsewhere calls at APP_URL, unless it has a way of its own; the embedded one is on this machine.
    ...(!settings.engineUrl && { INNGEST_SERVE_ORIGIN: `http://127.0.0.1:${settings.port}` }),
    INNGEST_EVENT_KEY: secrets.INNGEST_EVENT_KEY,
    INNGEST_SIGNING_KEY: secrets.INNGEST_SIGNING_KEY,
    ...(embeddingsUrl && {
      EMBEDDINGS_BASE_URL: embeddingsUrl,
      EMBEDDINGS_API_KEY: secrets.EMBEDDINGS_API_KEY,
      EMBEDDINGS_MODEL: MODEL,
      EMBEDDINGS_PRICE: "0",
    }),
    STORAGE_DIR: given["STORAGE_DIR"] || join(settings.dataFolder, "files"),
    FRONTDESK_DATA_DIR: settings.dataFolder,
  };
}
