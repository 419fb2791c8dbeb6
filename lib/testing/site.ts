import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = string | ((response: ServerResponse, request: IncomingMessage) => void);

/** A website of the test's own. */
export interface TestSite {
  /** Without a slash at its end. */
  url: string;
  host: string;
  /** What it answers under each path: HTML, or anything; 404 for the rest. */
  pages: Record<string, Answer>;
  /** What it was asked for, in order. */
  asked: { path: string; headers: IncomingMessage["headers"] }[];
  stop: () => Promise<void>;
}

/** An HTML page with a title, text and links. */
export function page(title: string, text: string, links: string[] = []): string {
  const list = links.map((link) => `<a href="${link}">${link}</a>`).join(" ");
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav>${list}</nav><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
}

/** A page that names itself by an ETag and answers 304 to who has it. */
export function tagged(html: string, etag: string): Answer {
  return (response, request) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("etag", etag);
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.end(html);
  };
}

export function sitemap(urls: string[]): Answer {
  return (response) => {
    const list = urls.map((url) => `<url><loc>${url}</loc></url>`).join("");
    response.setHeader("content-type", "application/xml");
    response.end(`<?xml version="1.0"?><urlset>${list}</urlset>`);
  };
}

export const redirect =
  (to: string): Answer =>
  (response) =>
    void response.writeHead(302, { location: to }).end();

/**
 * Serves a site on loopback. Unless told otherwise it may be crawled: begun before the process first reads its
 * configuration, it is among the allowed hosts.
 */
export async function serveSite(
  pages: TestSite["pages"] = {},
  { allowed = true, host = "127.0.0.1" } = {},
): Promise<TestSite> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    site.asked.push({ path, headers: request.headers });
    const answer = site.pages[path];
    if (typeof answer === "function") return answer(response, request);
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (answer === undefined) response.writeHead(404).end(page("Not found", "No such page."));
    else response.end(answer);
  });
  await once(server.listen(0, host), "listening");
  const { port } = server.address() as AddressInfo;
  const name = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const site: TestSite = {
    url: `http://${name}`,
    host: name,
    pages,
    asked: [],
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  if (allowed) {
    const others = process.env["CRAWL_ALLOWED_HOSTS"];
    process.env["CRAWL_ALLOWED_HOSTS"] = others ? `${others},${name}` : name;
  }
  return site;
}
