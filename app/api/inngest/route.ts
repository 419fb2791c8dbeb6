import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { serve } from "inngest/next";
import { functions } from "@/inngest/functions";
import { AppError } from "@/lib/core/errors";
import { problemResponse } from "@/lib/http/problem";
import { readBytes } from "@/lib/http/read-body";
import { areCallsSigned, inngestClient } from "@/lib/platform/events/client";

/** A run's event and its step results, which are ids and counts. */
const MAX_BYTES = 4_000_000;

type Handlers = ReturnType<typeof serve>;
let handlers: Handlers | undefined;
const served = () => (handlers ??= serve({ client: inngestClient(), functions: functions() }));

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

/** The SDK checks the signature of each call itself. */
export const GET: Handlers["GET"] = (...args) => served().GET(...args);

/** Runs a step; a call without a signature is refused before its body is read. */
export const POST: Handlers["POST"] = async (request, context) => {
  try {
    requireSignature(request.headers);
    return await served().POST(await limited(request), context);
  } catch (error) {
    return problemResponse(error, randomUUID());
  }
};

/** Registers the functions with the engine. */
export const PUT: Handlers["PUT"] = async (request, context) => {
  try {
    return await served().PUT(await limited(request), context);
  } catch (error) {
    return problemResponse(error, randomUUID());
  }
};
