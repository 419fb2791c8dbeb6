import "server-only";
import { notFound } from "@/lib/core/errors";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { findKeyOwner } from "@/lib/tenancy/lookup";
import { findOrganization, findWidget, updateWidgetOrigins } from "./repository";
import type { PublicWidget, WidgetSettings } from "./schema";
import { widgetLook } from "./widget/schema";

/** The organization's widget as its owner sees it. Throws `not_found` without one. */
export async function readWidgetSettings(context: TenantContext): Promise<WidgetSettings> {
  return withTenant(context, async (tx) => {
    const widget = await findWidget(tx);
    if (!widget) throw notFound("The widget");
    const { name, greeting, allowedOrigins } = widget;
    return { name, greeting, allowedOrigins };
  });
}

/** What a visitor's browser may know of the widget. */
export async function readPublicWidget(context: Scope): Promise<PublicWidget> {
  return withTenant(context, async (tx) => {
    const widget = await findWidget(tx);
    const organization = await findOrganization(tx);
    if (!widget || !organization) throw notFound("The widget");
    const { color, suggestedQuestions, privacyUrl, formFields } = widgetLook.parse(widget.settings);
    return {
      organizationName: organization.name,
      widgetName: widget.name,
      greeting: widget.greeting,
      language: organization.language,
      color,
      suggestedQuestions,
      ...(privacyUrl !== null && { privacyUrl }),
      formFields,
      office: { open: true },
    };
  });
}

/** The widget of a publishable key, with the origins that may frame it; undefined for anything but a live one. */
export async function resolveWidget(
  publishableKey: string,
): Promise<(PublicWidget & { allowedOrigins: string[] }) | undefined> {
  const owner = await findKeyOwner(publishableKey);
  if (owner?.kind !== "publishable") return undefined;
  return { ...(await readPublicWidget(owner)), allowedOrigins: owner.allowedOrigins };
}

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
