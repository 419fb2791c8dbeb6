import "server-only";
import { isKnownOrigin } from "@/lib/tenancy/lookup";
import { definePublicRoute } from "./define-route";
import { isOwnOrigin } from "./origin";

const MAX_AGE_SECONDS = 600;

async function answerPreflight({ request }: { request: Request }): Promise<Response> {
  const origin = request.headers.get("origin");
  const allowed = origin !== null && (isOwnOrigin(origin) || (await isKnownOrigin(origin)));
  const headers = new Headers({ vary: "Origin" });
  if (allowed) {
    headers.set("access-control-allow-origin", origin);
    headers.set("access-control-allow-methods", "GET, POST, PUT, DELETE, OPTIONS");
    headers.set(
      "access-control-allow-headers",
      "authorization, content-type, last-event-id, traceparent, x-visitor-token",
    );
    headers.set("access-control-max-age", String(MAX_AGE_SECONDS));
  }
  return new Response(null, { status: 204, headers });
}

/** The answer to a browser's preflight of a visitor's route. It carries no key, so any widget's origin will do. */
export const preflight = definePublicRoute({
  service: "web",
  summary: "A browser asks whether a page may call",
  handler: answerPreflight,
});
