import { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { authOptions } from "@/lib/domains/access/auth-options";
import { PROVIDERS } from "@/lib/domains/access/providers/schema";
import { definePublicRoute } from "@/lib/http/define-route";
import { requireOwnOrigin } from "@/lib/http/origin";
import { readBytes } from "@/lib/http/read-body";
import { otherMethods } from "@/lib/http/refusals";
import { readSessionId } from "@/lib/tenancy/session-token";

/** An address, a password and a token. */
const MAX_BYTES = 16_000;

// next-auth has more, of which its log takes whatever anybody sends.
const ACTIONS = ["providers", "csrf", "session", "signin", "callback", "signout", "error"] as const;
const action = z.enum(ACTIONS);
const params = z.object({
  nextauth: z.union([z.tuple([action]), z.tuple([action, z.enum(["credentials", ...PROVIDERS])])]),
});

type Context = { params: Promise<z.infer<typeof params>> };
type Handler = (request: NextRequest, context: Context) => Promise<Response>;

// The package types what it makes as any.
const makeHandler = NextAuth as (options: NextAuthOptions) => Handler;

async function formOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new AppError("unsupported_media_type", "Send the form as a page of this site would.");
  }
  return readBytes(request, MAX_BYTES);
}

/**
 * next-auth behind our own way in: it reads a body of any length into memory, counts no calls, and guards its forms by a
 * token in a cookie alone.
 */
const handler = definePublicRoute({
  service: "web",
  summary: "Signing in and out",
  params,
  handler: async ({ request, params: given }) => {
    const { method, headers, url } = request;
    if (method === "POST") requireOwnOrigin(headers);
    const body = method === "POST" ? await formOf(request) : undefined;
    const passed = new NextRequest(url, { method, headers, ...(body && { body }) });
    const sessionId = await readSessionId(
      Object.fromEntries(passed.cookies.getAll().map(({ name, value }) => [name, value])),
    );
    const response = await makeHandler(authOptions({ headers, sessionId }))(passed, {
      params: Promise.resolve(given),
    });
    response.headers.set("content-security-policy", "frame-ancestors 'none'");
    return response;
  },
});

export { handler as GET, handler as POST };

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
