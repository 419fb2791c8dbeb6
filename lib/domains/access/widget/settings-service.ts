import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { findOrganization } from "../repository";
import { avatarUrl } from "./avatar-url";
import { findWidgetDetails, updateWidget } from "./repository";
import { widgetLook, type WidgetDetails, type WidgetLook } from "./schema";

/** The organization's widget with all its settings. Throws `not_found` without one. */
export async function readWidgetDetails(context: TenantContext): Promise<WidgetDetails> {
  return withTenant(context, async (tx) => {
    const widget = await findWidgetDetails(tx);
    const organization = await findOrganization(tx);
    if (!widget || !organization) throw notFound("The widget");
    const { id, name, greeting, allowedOrigins, avatarHash, seenAt, seenOrigin } = widget;
    return {
      ...widgetLook.parse(widget.settings),
      name,
      greeting,
      allowedOrigins,
      organizationName: organization.name,
      language: organization.language,
      avatarUrl: avatarHash === null ? null : avatarUrl(id, avatarHash),
      hasIdentitySecret: widget.identitySecret !== null,
      seen: seenAt && seenOrigin !== null ? { at: seenAt.toISOString(), origin: seenOrigin } : null,
    };
  });
}

/**
 * Saves what the settings page shows. Throws `invalid_input` where only verified visitors are to be let in and there is no
 * secret to verify them with: nobody could ask.
 */
export async function saveWidget(
  context: TenantContext,
  { name, greeting, ...settings }: { name: string; greeting: string } & WidgetLook,
): Promise<void> {
  await withTenant(context, async (tx) => {
    const widget = await findWidgetDetails(tx);
    if (!widget) throw notFound("The widget");
    if (settings.requireVerification && widget.identitySecret === null) {
      throw new AppError("invalid_input", "Make an identity secret first.", {
        field: "requireVerification",
      });
    }
    await updateWidget(tx, widget.id, { name, greeting, settings });
    await recordAudit(tx, context, "widget.settings_changed", [widget.id]);
  });
}
