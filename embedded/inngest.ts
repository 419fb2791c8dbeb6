import { HOST, startEngine } from "./inngest/engine.ts";
import { readSettings } from "./inngest/settings.ts";

// The embedded default for jobs: the server side of Inngest's protocol, for one machine and local callers.
// Usage: PORT=0 DATABASE_URL=… INNGEST_EVENT_KEY=… INNGEST_SIGNING_KEY=… node embedded/inngest.ts

function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function start() {
  const settings = readSettings(process.env);
  return startEngine(settings, giveUp);
}

const engine = await Promise.resolve().then(start).catch(giveUp);

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  engine.stop().then(() => process.exit(0), giveUp);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
console.log(`ready engine ${HOST}:${engine.port}`);
