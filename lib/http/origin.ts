import "server-only";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether an Origin header names this installation. The names of the loopback interface count as one. */
export function isOwnOrigin(origin: string): boolean {
  const own = new URL(env().APP_URL);
  if (origin === own.origin) return true;
  if (!LOOPBACK.includes(own.hostname)) return false;
  return LOOPBACK.some((name) => origin === `${own.protocol}//${name}:${own.port}`);
}

/** Whether a browser says that a page of ours sent this; a foreign, `null` or absent Origin says that none did. */
export function isFromOwnPage(headers: Headers): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  return origin !== null && isOwnOrigin(origin) && (site === null || site === "same-origin");
}

/** What a mutation that no page of ours sent is refused with. */
export const foreignOrigin = () =>
  new AppError("origin_not_allowed", "This request did not come from a page of this site.");

/** Refuses a mutation that a browser's cookie authenticates unless our own page sent it: throws `origin_not_allowed`. */
export function requireOwnOrigin(headers: Headers): void {
  if (!isFromOwnPage(headers)) throw foreignOrigin();
}

/** A publishable key runs on its widget's exact origins and in our own frame; a caller without Origin is no browser. */
export function requireWidgetOrigin(headers: Headers, allowedOrigins: readonly string[]): void {
  const origin = headers.get("origin");
  if (origin === null || isOwnOrigin(origin) || allowedOrigins.includes(origin)) return;
  throw new AppError("origin_not_allowed", "This widget may not be used on this site.");
}
