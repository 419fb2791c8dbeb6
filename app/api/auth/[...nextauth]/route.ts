import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { z } from "zod";
import { AppError, notFound } from "@/lib/core/errors";
import {
  authForm,
  authQuery,
  callbackCookie,
  credentialsForm,
  isReadable,
} from "@/lib/domains/access/auth-input";
import { authOptions } from "@/lib/domains/access/auth-options";
import { PROVIDERS } from "@/lib/domains/access/providers/schema";
import { definePublicRoute } from "@/lib/http/define-route";
import { requireOwnOrigin } from "@/lib/http/origin";
import { readBytes } from "@/lib/http/read-body";
import { methodRefusal, otherMethods } from "@/lib/http/refusals";
import { validate } from "@/lib/http/validate";
import { readSessionId } from "@/lib/tenancy/session-token";

/** An address, a password and a token. */
const MAX_BYTES = 16_000;

// next-auth has more, of which its log takes whatever anybody sends.
const ACTIONS = ["providers", "csrf", "session", "signin", "callback", "signout", "error"] as const;
const action = z.enum(ACTIONS);
const params = z.object({
  nextauth: z.union([z.tuple([action]), z.tuple([action, z.enum(["credentials", ...PROVIDERS])])]),
});
type Params = z.infer<typeof params>;

/** To what next-auth has an answer: to anything else it says 400, or 500, in a few words of its own. */
function methodsOf({ nextauth: [action, provider] }: Params): readonly ("GET" | "POST")[] {
  if (action === "signin" || action === "signout") return ["GET", "POST"];
  return action === "callback" && provider === "credentials" ? ["POST"] : ["GET"];
}

type Context = { params: Promise<Params> };
type Handler = (request: NextRequest, context: Context) => Promise<Response>;

// The package types what it makes as any.
const makeHandler = NextAuth as (options: NextAuthOptions) => Handler;

async function formOf(request: Request, given: Params): Promise<Uint8Array<ArrayBuffer>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new AppError("unsupported_media_type", "Send the form as a page of this site would.");
  }
  const bytes = await readBytes(request, MAX_BYTES);
  const fields = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
  const [action, provider] = given.nextauth;
  const isSignIn = action === "callback" && provider === "credentials";
  validate<unknown>(isSignIn ? credentialsForm : authForm, fields, "body");
  return bytes;
}

/** next-auth fails at a cookie that it can't read, at each call, as long as the browser keeps it. */
async function dropBrokenCookie(): Promise<void> {
  const jar = await cookies();
  const name = callbackCookie();
  if (!isReadable(jar.get(name)?.value ?? "")) jar.delete(name);
}

/**
 * next-auth behind our own way in: it reads a body of any length into memory, counts no calls, and guards its forms by a
 * token in a cookie alone.
 */
const handler = definePublicRoute({
  service: "web",
  summary: "Signing in and out",
  params,
  query: authQuery,
  handler: async ({ request, params: given, traceId }) => {
    const { method, headers, url } = request;
    if (method === "POST") requireOwnOrigin(headers);
    const allowed = methodsOf(given);
    if (!allowed.some((known) => known === method)) return methodRefusal(method, allowed, traceId);
    const body = method === "POST" ? await formOf(request, given) : undefined;
    await dropBrokenCookie();
    const passed = new NextRequest(url, { method, headers, ...(body && { body }) });
    const sessionId = await readSessionId(
      Object.fromEntries(passed.cookies.getAll().map(({ name, value }) => [name, value])),
    );
    const response = await makeHandler(authOptions({ headers, sessionId }))(passed, {
      params: Promise.resolve(given),
    });
    if (response.status === 400) throw notFound("This address");
    if (response.status >= 500) throw new Error(`next-auth answered ${response.status}`);
    response.headers.set("content-security-policy", "frame-ancestors 'none'");
    return response;
  },
});

export { handler as GET, handler as POST };

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
