import { migrate } from "../db/migrate.ts";
import type { EmbeddedPostgres } from "../processes/embedded-postgres.ts";
import { complain, say } from "../terminal.ts";
import { registerFunctions, untilReady } from "./app-calls.ts";
import { appEnv } from "./app-env.ts";
import { greeting } from "./greeting.ts";
import { readDemo, seedDemo } from "./demo.ts";
import { readSecrets } from "./secrets.ts";
import {
  startApp,
  startDemoSite,
  startEmbeddings,
  startEngine,
  startPostgres,
  type Surroundings,
} from "./services.ts";
import type { Settings } from "./settings.ts";
import type { Supervisor } from "./supervisor.ts";

/**
 * Starts everything in the order in which it depends on each other, and says where it is found.
 * Stopping goes the other way round: the application first, the database last.
 */
export async function launch(settings: Settings, supervisor: Supervisor): Promise<void> {
  const secrets = readSecrets(settings.dataFolder, process.env);
  const around: Surroundings = {
    settings,
    secrets,
    onTrouble: (service, line) => complain(`${service}: ${line}`),
  };
  const databaseUrl = settings.databaseUrl ?? (await embeddedDatabase(around, supervisor));
  const [embeddingsUrl, engineUrl] = await Promise.all([
    settings.ownEmbeddings ? undefined : embeddings(around, supervisor),
    settings.engineUrl ?? engine(around, supervisor, databaseUrl),
  ]);
  const env = appEnv(process.env, settings, secrets, { databaseUrl, engineUrl, embeddingsUrl });
  const local = `http://127.0.0.1:${settings.port}`;
  const connect = async () => {
    await untilReady(local, 60_000);
    if (!settings.engineUrl) return registerFunctions(local);
    // An engine elsewhere calls back from there, and its being away must not keep visitors waiting.
    await registerFunctions(local).catch((error: Error) => say(error.message));
  };
  await supervisor.run(() => startApp(around, env), connect);
  await connect();
  if (!settings.databaseUrl) {
    await seedDemo(settings, env);
    await supervisor.run(() => startDemoSite(around));
  }
  say(greeting(settings, env, readDemo(settings.dataFolder)));
}

async function embeddedDatabase(around: Surroundings, supervisor: Supervisor): Promise<string> {
  const postgres = await supervisor.run((port) => startPostgres(around, port));
  const { url } = postgres as EmbeddedPostgres;
  await migrate(url, say);
  return url;
}

async function embeddings(around: Surroundings, supervisor: Supervisor): Promise<string> {
  const { address } = await supervisor.run((port) => startEmbeddings(around, port));
  return `http://${address}/v1`;
}

async function engine(
  around: Surroundings,
  supervisor: Supervisor,
  databaseUrl: string,
): Promise<string> {
  const { address } = await supervisor.run(
    (port) => startEngine(around, databaseUrl, port),
    () => registerFunctions(`http://127.0.0.1:${around.settings.port}`),
  );
  return `http://${address}`;
}
