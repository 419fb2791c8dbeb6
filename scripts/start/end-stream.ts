import type { ServerResponse } from "node:http";

/** Whether a response under way is a stream of events. */
export function isStream(response: ServerResponse): boolean {
  return String(response.getHeader("content-type")).startsWith("text/event-stream");
}

/** Ends a stream of events as the application ends one that failed: by an `error` event with a problem document. */
export function endStream(response: ServerResponse): void {
  const problem = {
    type: "/docs/api#error-unavailable",
    title: "Unavailable at the moment",
    status: 503,
    detail: "The service is stopping. Ask again in a moment.",
    code: "unavailable",
    traceId: String(response.getHeader("x-trace-id") ?? ""),
    details: { reason: "stopping", retryAfterSeconds: 5 },
  };
  // Whoever writes the stream may go on for a moment.
  response.on("error", () => undefined);
  response.end(`event: error\ndata: ${JSON.stringify({ problem })}\n\n`);
}
