import { NextRequest } from "next/server";
import { serve } from "inngest/next";
import { functions } from "@/inngest/functions";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { answerRequest } from "@/lib/http/answer-request";
import { readBytes } from "@/lib/http/read-body";
import { areCallsSigned, inngestClient } from "@/lib/platform/events/client";

/** A run's event and its step results, which are ids and counts. */
const MAX_BYTES = 4_000_000;

type Handlers = Pick<ReturnType<typeof serve>, "GET" | "POST" | "PUT">;
let handlers: Handlers | undefined;

function served(): Handlers {
  // Always told: else the SDK has the engine call whatever Host a registration came in by, and anybody may send one.
  const { INNGEST_SERVE_ORIGIN, APP_URL } = env();
  handlers ??= serve({
    client: inngestClient(),
    functions: functions(),
    serveOrigin: INNGEST_SERVE_ORIGIN ?? APP_URL,
  });
  return handlers;
}

/** The SDK reads a body of any length before it looks at the signature: it gets one that was read up to a limit. */
async function limited(request: NextRequest): Promise<NextRequest> {
  const { method, headers, url } = request;
  return new NextRequest(url, { method, headers, body: await readBytes(request, MAX_BYTES) });
}

function requireSignature(headers: Headers): void {
  if (areCallsSigned() && !headers.get("x-inngest-signature")) {
    throw new AppError("unauthenticated", "The call is not signed.");
  }
}

/** Refuses before the body is read what can't be a call of the engine; the SDK checks the signatures themselves. */
function handlerOf(method: keyof Handlers): Handlers["POST"] {
  return (request, context) =>
    answerRequest(request, { service: "ops", route: "/api/inngest" }, async () => {
      if (method === "POST") requireSignature(request.headers);
      const passed = method === "GET" ? request : await limited(request);
      return served()[method](passed, context);
    });
}

export const GET = handlerOf("GET");
/** Runs a step. */
export const POST = handlerOf("POST");
/** Registers the functions with the engine. */
export const PUT = handlerOf("PUT");
