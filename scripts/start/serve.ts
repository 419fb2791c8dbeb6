// The production server: Next behind Node's own http server, because Next believes an X-Forwarded-For that a client
// wrote and reads what nobody in particular sends, and because a stop must let answers under way come to their end.
import { createServer, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import next from "next";
import { refuseToStart, tellReady } from "../../embedded/to-parent.ts";
import { takeConsole } from "../../lib/platform/log/take-console.ts";
import { drainMs } from "./drain.ts";
import { endStream, isStream } from "./end-stream.ts";
import { isRefused, refuse } from "./refuse-body.ts";
import { limitTimes } from "./time-limits.ts";

const PEER_HEADER = "x-frontdesk-peer";
/** After this long, answers that are still under way are cut off. */
const STOP_WITHIN_MS = 30_000;
/** Where the job engine has steps run. One that is cut off is run again, so a stop need not wait long for it. */
const STEPS = "/api/inngest";
const STEPS_END_WITHIN_MS = 3_000;
/** A stream lasts as long as a model writes. Its reader is told, and may ask again for the same answer. */
const STREAMS_END_WITHIN_MS = 5_000;

/** A balancer before it needs so long to notice that readiness has ended; until then what it sends is answered. */
const drainingMs = drainMs(process.env);

const port = Number(process.env["PORT"] || "3000");
const hostname = process.env["BIND_ADDRESS"] || "0.0.0.0";

takeConsole();
// Next would load its compiler for the one file next.config.ts, and that native module now and then hangs at exit.
process.env["__NEXT_NODE_NATIVE_TS_LOADER_ENABLED"] = "true";
const app = next({ dev: false, dir: process.cwd(), port, hostname });
await app.prepare();
const handle = app.getRequestHandler();

const steps = new Set<ServerResponse>();
const others = new Set<ServerResponse>();
/** Connections without a request under way, the ones that never had any among them. */
const idle = new Set<Socket>();
let stopping = false;
const server = createServer((request, response) => {
  const { socket } = request;
  idle.delete(socket);
  response.once("close", () => {
    if (stopping) socket.destroySoon();
    else if (!socket.destroyed) idle.add(socket);
  });
  const kind = request.url?.startsWith(STEPS) ? steps : others;
  kind.add(response);
  response.once("close", () => kind.delete(response));
  if (isRefused(request)) return refuse(response);
  request.headers[PEER_HEADER] = socket.remoteAddress ?? "unknown";
  void handle(request, response);
});
server.on("connection", (socket) => {
  idle.add(socket);
  socket.once("close", () => idle.delete(socket));
});
limitTimes(server);

/** What the application still has to hand on: telemetry that waits in its queue. */
async function lastWords(): Promise<void> {
  const { frontdeskLastWords } = globalThis as { frontdeskLastWords?: () => Promise<void> };
  await frontdeskLastWords?.();
}

function stop(): void {
  if (stopping) return;
  stopping = true;
  const cut = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
  const cutSteps = setTimeout(() => {
    for (const response of steps) response.destroy();
  }, STEPS_END_WITHIN_MS);
  const endStreams = setTimeout(() => {
    for (const response of others) if (isStream(response)) endStream(response);
  }, STREAMS_END_WITHIN_MS);
  server.close(() => {
    clearTimeout(cut);
    clearTimeout(cutSteps);
    clearTimeout(endStreams);
    void lastWords().finally(() => process.exit(0));
  });
  for (const socket of idle) socket.destroy();
}
process.on("SIGTERM", () => setTimeout(stop, drainingMs));
process.on("SIGINT", stop);

server.once("error", (error) => refuseToStart(error.message));
server.listen(port, hostname, () => tellReady("app", `${hostname}:${port}`));
