import { vi } from "vitest";
import { receiveHttp, type HttpReceiver } from "./http-receiver";

export interface AuthBrowser {
  server: HttpReceiver;
  location: { href: string; assign: (address: string) => void };
}

/** A page at `server`, which answers 503 until told otherwise, for tests of what asks next-auth from a browser. */
export async function openAuthPage(): Promise<AuthBrowser> {
  const server = await receiveHttp();
  const problem = { title: "Away", status: 503, detail: "Come back soon.", code: "unavailable" };
  server.answers = (response) => response.writeHead(503).end(JSON.stringify(problem));
  const location = { href: `${server.url}/page`, assign: vi.fn() };
  vi.stubGlobal("window", { location });
  vi.stubGlobal("localStorage", { setItem: () => undefined });
  const send = fetch;
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) =>
    send(new URL(path, server.url), init),
  );
  // next-auth says there what it could not read.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  return { server, location };
}

/** Has next-auth's routes answer; `end` is where its forms lead to. */
export function answerAsAuth(server: HttpReceiver, end: string): void {
  server.answers = (response, { path }) => {
    const bodies: Record<string, unknown> = {
      "/api/auth/providers": { credentials: { id: "credentials", type: "credentials" } },
      "/api/auth/csrf": { csrfToken: "token" },
    };
    const body = bodies[path] ?? { url: new URL(end, server.url) };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}
