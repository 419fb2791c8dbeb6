import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { appModules, type Service, startService } from "../../scripts/processes/service.ts";
import { runStatement } from "./test-database";

export const engineKeys = {
  eventKey: randomBytes(16).toString("hex"),
  signingKey: `signkey-prod-${randomBytes(32).toString("hex")}`,
};

/** What the engines of this process write. */
export const engineLog = join(tmpdir(), `frontdesk-engine-${process.pid}.log`);

/** Starts a real engine process on the database of `databaseUrl`. */
export function startEngineProcess(databaseUrl: string, port = 0): Promise<Service> {
  return startService({
    name: "engine",
    args: [appModules, "embedded/inngest.ts"],
    env: {
      ...process.env,
      // Into its file, where nobody is kept from reading the tests' own results.
      LOG_LEVEL: "info",
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      INNGEST_EVENT_KEY: engineKeys.eventKey,
      INNGEST_SIGNING_KEY: engineKeys.signingKey,
    },
    logFile: engineLog,
    onTrouble: () => undefined,
    readyLine: /^ready engine (\S+)$/,
    readyWithinMs: 30_000,
  });
}

export type TestApplication = {
  client: Inngest;
  url: string;
  port: number;
  /** Has the SDK register its functions; resolves with its answer. */
  register: () => Promise<{ status: number; message: string }>;
  /** Cuts every connection, as a process that dies does. */
  cut: () => void;
  stop: () => Promise<void>;
};

/**
 * Removes everything that the engine keeps, and what waits to be sent to it, so that a file of tests finds nothing of
 * another's: a relay would hand hundreds of events over that other files have left.
 */
export async function emptyEngine(ownerUrl: string): Promise<void> {
  const kept =
    "engine.lease, engine.function, engine.schedule, engine.event, engine.run, engine.step, pgboss.job";
  await runStatement(ownerUrl, `TRUNCATE ${kept}, outbox_event, account_outbox_event`);
}

/** Serves functions by the SDK's own handler, in this process. */
export async function serveFunctions(
  id: string,
  engineAddress: string,
  make: (client: Inngest) => InngestFunction.Any[],
  { port = 0, keys = engineKeys } = {},
): Promise<TestApplication> {
  const silent = () => undefined;
  const client = new Inngest({
    id,
    baseUrl: `http://${engineAddress}`,
    eventKey: keys.eventKey,
    signingKey: keys.signingKey,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  });
  const server: Server = createServer(
    serve({ client, functions: make(client), servePath: "/api/inngest" }),
  );
  await once(server.listen(port, "127.0.0.1"), "listening");
  const opened = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${opened}/api/inngest`;
  return {
    client,
    url,
    port: opened,
    register: async () => {
      const response = await fetch(url, { method: "PUT" });
      const { message } = (await response.json()) as { message: string };
      return { status: response.status, message };
    },
    cut: () => server.closeAllConnections(),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
