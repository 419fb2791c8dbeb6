import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { findWidgetDetails } from "./repository";
import { widgetLook } from "./schema";

/** The time zone of the organization's office hours, as an IANA name; UTC for one that keeps none. */
export async function timeZoneOf(tx: TenantTransaction): Promise<string> {
  const widget = await findWidgetDetails(tx);
  return (widget && widgetLook.parse(widget.settings).hours?.timeZone) ?? "UTC";
}
