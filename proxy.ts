import { NextResponse, type NextRequest } from "next/server";
import { ASKED_PATH } from "@/components/auth/sign-in-address";
import { formatTraceparent } from "@/lib/core/traceparent";
import { env } from "@/lib/env";
import { answerRequest } from "@/lib/http/answer-request";
import { foreignOrigin, isFromOwnPage } from "@/lib/http/origin";
import { traceOfPage } from "@/lib/http/trace-of";

/** Who opens a page under which address is for the page itself to know. */
const PAGE = { service: "web", route: "page" } as const;

/** Where a page's own errors are told, when the operator has a place for them. */
function errorReportOrigin(): string {
  const dsn = env().SENTRY_DSN;
  return dsn ? ` ${new URL(dsn).origin}` : "";
}

/**
 * Gives each page a content security policy with a nonce of its own, the trace that its request began, and its path for the way back after sign-in. The
 * widget's panel sets its own policy, since who may frame it depends on the key. What is posted to a page is an action:
 * Next would answer one of another site with a fault of ours, before any of our code sees it.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  if (request.method === "POST" && !isFromOwnPage(request.headers))
    return answerRequest(request, PAGE, () => Promise.reject(foreignOrigin()));
  const trace = traceOfPage(request.headers);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const development = process.env.NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${errorReportOrigin()}${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("traceparent", formatTraceparent(trace));
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set(ASKED_PATH, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-trace-id", trace.traceId);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

// Only what is no page is left out, each by its whole name or folder: a page's path may end like a file's. What may be
// an action is looked at wherever it is sent, since Next runs actions for a file's path as well.
export const config = {
  matcher: [
    "/((?!api/|_next/static/|widget/(?:panel|preview)(?:\\.css|\\.js)?$|widget\\.js$|icon\\.svg$).*)",
    { source: "/((?!api/).*)", has: [{ type: "header", key: "next-action" }] },
    { source: "/((?!api/).*)", has: [{ type: "header", key: "content-type" }] },
  ],
};
