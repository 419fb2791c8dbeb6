import "server-only";
import { getToken } from "next-auth/jwt";
import { env } from "@/lib/env";

/**
 * The session id in the signed cookie of next-auth, or undefined. The cookie alone proves nothing: its session is looked
 * up in the database at each request.
 */
export async function readSessionId(cookies: Record<string, string>): Promise<string | undefined> {
  const token = await getToken({
    req: { cookies, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"],
    secret: env().NEXTAUTH_SECRET,
    secureCookie: usesSecureCookies(),
  });
  const id = token?.["sid"];
  return typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) ? id : undefined;
}

export function usesSecureCookies(): boolean {
  return env().APP_URL.startsWith("https://");
}
