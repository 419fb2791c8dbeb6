import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "../../lib/platform/log/log.ts";
import { newTraceId, runWithTrace } from "../../lib/platform/log/trace.ts";

/** What somebody without a session may send to a page: to sign up takes a few hundred bytes. */
const MAX_BYTES = 64_000;
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?next-auth\.session-token(?:\.\d+)?=/;

/**
 * Whether a body is too much for who sends it. Next takes what comes for a page into memory before anything can ask who
 * sent it; whether a session is one is found out later, where its data is. The API's routes have limits of their own.
 */
export function isRefused({ url, headers }: IncomingMessage): boolean {
  const forApi = url?.startsWith("/api/") && headers["next-action"] === undefined;
  if (forApi || SESSION_COOKIE.test(headers.cookie ?? "")) return false;
  const announced = Number(headers["content-length"] ?? 0);
  return headers["transfer-encoding"] !== undefined || announced > MAX_BYTES;
}

/** Answers without reading on. */
export function refuse(response: ServerResponse): void {
  const traceId = newTraceId();
  const problem = {
    type: "/docs/api#error-unauthenticated",
    title: "Authentication is needed",
    status: 401,
    detail: "Sign in before you send as much as this.",
    code: "unauthenticated",
    traceId,
  };
  runWithTrace({ traceId, service: "web" }, () => log.info("body refused", { status: 401 }));
  const type = "application/problem+json";
  response
    .writeHead(401, { "content-type": type, "x-trace-id": traceId, connection: "close" })
    .end(JSON.stringify(problem));
}
