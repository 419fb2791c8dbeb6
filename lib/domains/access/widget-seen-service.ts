import "server-only";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findKeyOwner } from "@/lib/tenancy/lookup";
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

/**
 * Notes that the panel of a publishable key was opened on a site where it may run, at most once a minute. A browser that
 * says nothing of the page, or of one that is not allowed, changes nothing.
 */
export async function noteSeen(publishableKey: string, headers: Headers): Promise<void> {
  const origin = framingOrigin(headers);
  const owner = origin === undefined ? undefined : await findKeyOwner(publishableKey);
  if (origin === undefined || owner?.kind !== "publishable") return;
  if (!owner.allowedOrigins.includes(origin)) return;
  await withTenant(owner, (tx) => noteWidgetSeen(tx, owner, origin));
}
