import "server-only";
import type { Caller } from "./authenticate";

/**
 * What a page on another origin may read. Only a visitor's routes answer to foreign origins, and only after the key's
 * own list let the call pass: a refusal for the origin itself stays unreadable.
 */
export function corsHeaders(
  request: Request,
  access: "public" | "operator" | readonly Caller[],
  status: number,
): Record<string, string> {
  if (typeof access === "string" || !access.includes("publishable")) return {};
  const origin = request.headers.get("origin");
  if (!origin || status === 403) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "retry-after, x-trace-id",
  };
}
