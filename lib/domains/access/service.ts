import "server-only";
import { notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { findWidget, updateWidgetOrigins } from "./repository";

/** Replaces the exact origins on which the widget may run; none means nowhere. */
export async function setAllowedOrigins(
  context: TenantContext,
  origins: readonly string[],
): Promise<string[]> {
  const unique = [...new Set(origins)];
  await withTenant(context, async (tx) => {
    const widget = await findWidget(tx);
    if (!widget) throw notFound("The widget");
    await updateWidgetOrigins(tx, widget.id, unique);
    await recordAudit(tx, context, "widget.origins_changed", [widget.id]);
  });
  return unique;
}
