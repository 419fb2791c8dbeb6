/**
 * Where to go after sign-in: the path a page asked to come back to, if it is one of this site, else undefined. A full
 * address, a protocol-relative one or one that a browser would read as such (`/\evil.example`) is not.
 */
export function safeCallback(callbackUrl: string | undefined): string | undefined {
  if (!callbackUrl?.startsWith("/")) return undefined;
  const base = "https://frontdesk.invalid";
  const url = URL.parse(callbackUrl, base);
  if (url?.origin !== base) return undefined;
  // Back to sign-in would be a circle, and the API answers no page.
  if (/^\/(sign-in|sign-up|api)(\/|$)/.test(url.pathname)) return undefined;
  const path = url.pathname + url.search + url.hash;
  // Without its dot segments a path may begin with two slashes, which names another host.
  return URL.parse(path, base)?.origin === base ? path : undefined;
}
