// The production server: Next behind Node's own http server, because Next believes an X-Forwarded-For that a client
// wrote, and because a stop must let answers under way come to their end.
import { createServer } from "node:http";
import next from "next";

const PEER_HEADER = "x-frontdesk-peer";
/** After this long, answers that are still under way are cut off. */
const STOP_WITHIN_MS = 30_000;

const port = Number(process.env["PORT"] || "3000");
const hostname = process.env["BIND_ADDRESS"] || "0.0.0.0";
const began = performance.now();

const app = next({ dev: false, dir: process.cwd(), port, hostname });
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "unknown";
  void handle(request, response);
});
server.requestTimeout = 60_000;
server.headersTimeout = 15_000;

function stop(): void {
  const cut = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
  server.close(() => {
    clearTimeout(cut);
    process.exit(0);
  });
  server.closeIdleConnections();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);

server.once("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, hostname, () =>
  console.log(`Ready in ${Math.round(performance.now() - began)} ms`),
);
