import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { lockWidget, updateWidgetOrigins } from "./repository";
import { MAX_ORIGINS, type OriginAllowedInput } from "./schema";

/**
 * Lets the widget run on one exact origin more, or less; the others stay as they are, whoever changes them at the same time.
 * Returns them all. Throws `invalid_input` for one too many.
 */
export async function setOriginAllowed(
  context: TenantContext,
  { origin, allowed }: OriginAllowedInput,
): Promise<string[]> {
  return withTenant(context, async (tx) => {
    const widget = await lockWidget(tx, context);
    if (!widget) throw notFound("The widget");
    const before = widget.allowedOrigins;
    if (before.includes(origin) === allowed) return before;
    const origins = allowed ? [...before, origin] : before.filter((one) => one !== origin);
    if (origins.length > MAX_ORIGINS) {
      throw new AppError("invalid_input", `At most ${MAX_ORIGINS} origins.`, { field: "origin" });
    }
    await updateWidgetOrigins(tx, widget.id, origins);
    await recordAudit(tx, context, "widget.origins_changed", [widget.id]);
    return origins;
  });
}
