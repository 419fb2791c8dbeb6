import type { AddressInfo } from "node:net";
import { z } from "zod";
import { log } from "../../lib/platform/log/log.ts";
import { Application } from "./application.ts";
import { CallQueue } from "./calls.ts";
import { Database } from "./database.ts";
import { Dispatcher } from "./dispatcher.ts";
import { readEvents, takeEvents } from "./events.ts";
import { readFunction, RefusedError } from "./function-config.ts";
import { Lease } from "./lease.ts";
import { removeOld } from "./maintenance.ts";
import { reportDatabase } from "./outage.ts";
import { Registry } from "./registry.ts";
import { Runs } from "./runs.ts";
import { runDueSchedules } from "./schedules.ts";
import { createEngineServer } from "./server.ts";
import type { Settings } from "./settings.ts";

export const HOST = "127.0.0.1";
const SCHEDULES_EVERY_MS = 5_000;
const MAINTENANCE_EVERY_MS = 60 * 60_000;
const GRACE_MS = 3_000;

const registration = z.object({
  appName: z.string().min(1).max(200),
  functions: z.array(z.unknown()).max(1_000),
});

export type Engine = { port: number; stop: () => Promise<void> };

/** Starts the engine on its database, or rejects with one sentence. `onLost` is called when another has taken over. */
export async function startEngine(settings: Settings, onLost: () => void): Promise<Engine> {
  const database = await Database.open(settings.databaseUrl);
  const queue = new CallQueue(database, (dueAt) => dispatcher.wakeAt(dueAt));
  const registry = new Registry(database);
  const lease = new Lease(database);
  const application = new Application(settings.signingKey);
  const runs = new Runs(database, queue, registry);
  const dispatcher: Dispatcher = new Dispatcher({
    database,
    lease,
    queue,
    registry,
    runs,
    application,
  });

  await lease.take();
  await queue.start((error) => reportDatabase(error));
  await registry.load();
  const repeated = await queue.takeOver(lease);
  if (repeated > 0) log.info("calls that were under way are repeated", { calls: repeated });

  const server = createEngineServer(
    {
      takeEvents: async (body, seed) => {
        const events = readEvents(body, seed);
        const started = await database.transaction((tx) =>
          takeEvents(tx, queue, events, (event) => registry.waitingFor(event)),
        );
        if (started > 0) dispatcher.wake();
        return events.map(({ id }) => id);
      },
      register: async (body) => {
        const { appName, functions } = registration.parse(body);
        const configs = functions.map(readFunction);
        const url = configs[0]?.url;
        if (url && !(await application.isTrusted(url))) {
          throw new RefusedError(`Nobody with the signing key answers at ${url}.`);
        }
        const changed = await registry.register(appName, configs);
        dispatcher.wake();
        return changed;
      },
    },
    settings,
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, HOST, resolve);
  });

  lease.keep(onLost, reportDatabase);
  dispatcher.start();
  const timers = [
    every(SCHEDULES_EVERY_MS, async () => {
      if ((await runDueSchedules(database, queue, registry, new Date())) > 0) dispatcher.wake();
    }),
    every(MAINTENANCE_EVERY_MS, async () => void (await removeOld(database))),
  ];
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      server.close();
      server.closeIdleConnections();
      await dispatcher.stop(GRACE_MS);
      lease.stopKeeping();
      await lease.giveBack().catch(reportDatabase);
      await queue.stop();
      await database.close();
    },
  };
}

/** Does `work` again and again, never twice at once. */
function every(ms: number, work: () => Promise<void>): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    void work()
      .catch(reportDatabase)
      .finally(() => {
        busy = false;
      });
  }, ms);
}
