import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findWidgetState, noteWidgetSeen } from "./widget-seen-repository";

/** What is known of how the widget is used: where it may run, whether a site can have it, and where it was opened last. */
export interface WidgetState {
  allowedOrigins: string[];
  hasKey: boolean;
  seen: { at: Date; origin: string } | null;
}

/** Undefined for an organization without a widget. */
export async function readWidgetState(context: TenantContext): Promise<WidgetState | undefined> {
  return withTenant(context, (tx) => findWidgetState(tx));
}

/** The origin of the page that frames the panel, as its browser tells it; undefined for anything else. */
function framingOrigin(headers: Headers): string | undefined {
  // A page that is opened by itself, a fetch and a crawler frame nothing.
  if (headers.get("sec-fetch-dest") !== "iframe") return undefined;
  return URL.parse(headers.get("referer") ?? "")?.origin;
}

/** Visitors are many and the moment matters little: what was written in the last minute stands. */
const NOTED_EVERY_MS = 60_000;

/**
 * Notes that the panel was opened on a site where it may run, at most once a minute. A browser that says nothing of the
 * page, or of one that is not allowed, changes nothing.
 */
export async function noteSeen(
  tx: TenantTransaction,
  { allowedOrigins, ...scope }: Scope & { allowedOrigins: readonly string[] },
  seenAt: Date | null,
  headers: Headers,
): Promise<void> {
  const origin = framingOrigin(headers);
  if (origin === undefined || !allowedOrigins.includes(origin)) return;
  const before = new Date(Date.now() - NOTED_EVERY_MS);
  if (seenAt === null || seenAt < before) await noteWidgetSeen(tx, scope, origin, before);
}
