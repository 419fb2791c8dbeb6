import type { Server } from "node:http";

/** As `UPLOAD_DEADLINE_MS` of `lib/http/deadline.ts`; a test compares. */
const UPLOAD_MS = 240_000;

/**
 * Bounds how long a connection may be used. Routes end what takes too long by an answer, an upload of a slow line after
 * `uploadMs`; what none of them reads is cut off here, an eighth later.
 */
export function limitTimes(server: Server, uploadMs = UPLOAD_MS): void {
  server.requestTimeout = uploadMs + uploadMs / 8;
  server.headersTimeout = Math.min(15_000, server.requestTimeout);
  // Longer than proxies keep a connection that nothing uses, or one of them would send a request into its end.
  server.keepAliveTimeout = 125_000;
}
