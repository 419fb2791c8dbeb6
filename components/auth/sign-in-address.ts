import { safeCallback } from "./safe-callback";

/** The request header in which the proxy tells a page its own path, which Next tells no page. */
export const ASKED_PATH = "x-asked-path";

/** The slug of the organization whose page was asked for, if it is one's. */
export function organizationIn(asked: string | null): string {
  return asked?.split(/[/?]/)[1] ?? "";
}

/** The sign-in page that leads on to what was asked for, where that is a page of this site. */
export function signInAddress(asked: string | null): string {
  const back = safeCallback(asked ?? undefined);
  return back ? `/sign-in?callbackUrl=${encodeURIComponent(back)}` : "/sign-in";
}
