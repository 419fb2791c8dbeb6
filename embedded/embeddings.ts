import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { giveUp } from "./give-up.ts";
import { startModel } from "./embeddings/model.ts";
import { EmbeddingQueue } from "./embeddings/queue.ts";
import { createEmbeddingsServer } from "./embeddings/server.ts";
import { refuseToStart, tellReady } from "./to-parent.ts";

// The embedded default for embeddings: OpenAI's /v1/embeddings over a small model from an npm package.
// Usage: node --import=./scripts/processes/app-modules.ts embedded/embeddings.ts --port 0 [--host 0.0.0.0]
//   (FRONTDESK_EMBEDDINGS_KEY: ask callers for this bearer token)

const { values } = parseArgs({
  options: { port: { type: "string" }, host: { type: "string", default: "127.0.0.1" } },
});
const { host } = values;

function readPort(): number {
  const port = Number(values.port ?? "0");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    refuseToStart(`--port must be a number from 0 to 65535, not "${values.port}".`);
  }
  return port;
}

const key = process.env["FRONTDESK_EMBEDDINGS_KEY"];
if (host !== "127.0.0.1" && !key)
  refuseToStart(`FRONTDESK_EMBEDDINGS_KEY must be set to listen on ${host}.`);
const port = readPort();
const model = await startModel((error) => giveUp("the embeddings model stopped", error)).catch(
  (error: unknown) => refuseToStart(`The embeddings model could not be loaded: ${String(error)}.`),
);
const server = createEmbeddingsServer(new EmbeddingQueue((text) => model.embed(text)), key);

server.on("error", (error: NodeJS.ErrnoException) => {
  const reason =
    error.code === "EADDRINUSE" ? "is already taken" : `can't be opened (${error.message})`;
  refuseToStart(`The embeddings server's port ${host}:${port} ${reason}.`);
});
server.listen(port, host, () => {
  const { port: opened } = server.address() as AddressInfo;
  tellReady("embeddings", `${host}:${opened}`);
});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  server.close(() => {
    void model.stop().then(() => process.exit(0));
  });
  server.closeIdleConnections();
  // A long batch is safe to cut: its caller asks again for what it did not get.
  setTimeout(() => server.closeAllConnections(), 2000).unref();
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
