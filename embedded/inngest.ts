import { giveUp } from "./give-up.ts";
import { HOST, startEngine } from "./inngest/engine.ts";
import { readSettings } from "./inngest/settings.ts";
import { refuseToStart, tellReady } from "./to-parent.ts";

// The embedded default for jobs: the server side of Inngest's protocol, for one machine and local callers.
// Usage: PORT=0 DATABASE_URL=… INNGEST_EVENT_KEY=… INNGEST_SIGNING_KEY=…
//   node --import=./scripts/processes/app-modules.ts embedded/inngest.ts

function start() {
  const settings = readSettings(process.env);
  return startEngine(settings, () =>
    giveUp("another job engine has taken over the database; this one ends"),
  );
}

const engine = await Promise.resolve()
  .then(start)
  .catch((error: unknown) => refuseToStart(error instanceof Error ? error.message : String(error)));

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  engine.stop().then(
    () => process.exit(0),
    (error: unknown) => giveUp("the job engine did not stop cleanly", error),
  );
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
tellReady("engine", `${HOST}:${engine.port}`);
