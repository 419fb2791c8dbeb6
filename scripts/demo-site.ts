import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { tellReady } from "../embedded/to-parent.ts";
import { projectRoot } from "./processes/service.ts";
import { readDemo } from "./start/demo.ts";

// The demo business's own site, on another origin than the product, as a customer's site would be.

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
};
const folder = join(projectRoot, "prisma", "seed", "demo", "site");
const port = Number(process.env["DEMO_SITE_PORT"]);
const demo = readDemo(process.env["FRONTDESK_DATA_DIR"] ?? "");

/** Pages name the product and the widget's key by these two words. */
function filledIn(page: string): string {
  return page
    .replaceAll("{{APP_URL}}", process.env["APP_URL"] ?? "")
    .replaceAll("{{PUBLISHABLE_KEY}}", demo?.tenants[0]?.publishableKey ?? "");
}

/** What a careful site sends: the widget's origin is all that it must add for the widget. */
function contentPolicy(): string {
  const product = new URL(process.env["APP_URL"] ?? "http://localhost:3000").origin;
  return `default-src 'none'; style-src 'self'; img-src 'self'; script-src ${product}; frame-src ${product}; base-uri 'none'; form-action 'none'`;
}

async function send(path: string, response: ServerResponse): Promise<void> {
  // A leading slash keeps `..` from climbing out of the folder.
  const inside = normalize(`/${decodeURIComponent(path)}`);
  const name = inside.endsWith("/")
    ? `${inside}index.html`
    : extname(inside)
      ? inside
      : `${inside}.html`;
  const type = types[extname(name)];
  if (!type) throw new Error(`${name} is of no known type`);
  const bytes = await readFile(join(folder, name));
  response.setHeader("content-type", type);
  response.setHeader("content-security-policy", contentPolicy());
  response.end(extname(name) === ".html" ? filledIn(bytes.toString("utf8")) : bytes);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  send(pathname, response).catch(() => {
    response.statusCode = 404;
    response.end("There is no such page.");
  });
});
server.listen(port, () => tellReady("demo-site", `127.0.0.1:${port}`));
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
