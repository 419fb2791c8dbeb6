import "server-only";
import { isKnownOrigin } from "@/lib/tenancy/lookup";
import type { Caller } from "./authenticate";
import { isOwnOrigin } from "./origin";

const MAX_AGE_SECONDS = 600;

/**
 * What a page on another origin may read. Only a visitor's routes answer to foreign origins, and only after the key's
 * own list let the call pass: a refusal for the origin itself stays unreadable.
 */
export function corsHeaders(
  request: Request,
  access: "public" | readonly Caller[],
  status: number,
): Record<string, string> {
  if (access === "public" || !access.includes("publishable")) return {};
  const origin = request.headers.get("origin");
  if (!origin || status === 403) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "retry-after, x-trace-id",
  };
}

/** The answer to a browser's preflight of a visitor's route. It carries no key, so any widget's origin will do. */
export async function preflight(request: Request): Promise<Response> {
  const origin = request.headers.get("origin");
  const allowed = origin !== null && (isOwnOrigin(origin) || (await isKnownOrigin(origin)));
  const headers = new Headers({ vary: "Origin" });
  if (allowed) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-allow-methods", "GET, POST, OPTIONS");
    headers.set(
      "access-control-allow-headers",
      "authorization, content-type, last-event-id, traceparent",
    );
    headers.set("access-control-max-age", String(MAX_AGE_SECONDS));
  }
  return new Response(null, { status: 204, headers });
}
