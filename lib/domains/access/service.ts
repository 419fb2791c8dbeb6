import "server-only";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { generateApiKey } from "@/lib/tenancy/api-key";
import { KEY_SCOPES, type KeyKind } from "@/lib/tenancy/permissions";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { findKeyOwner } from "@/lib/tenancy/lookup";
import {
  findOrganization,
  findWidget,
  insertApiKey,
  listLiveApiKeys,
  revokeApiKey,
  updateWidgetOrigins,
} from "./repository";
import type { PublicWidget, WidgetSettings } from "./schema";

/** The organization's widget as its owner sees it, with the keys that are alive. Throws `not_found` without one. */
export async function readWidgetSettings(context: TenantContext): Promise<WidgetSettings> {
  return withTenant(context, async (tx) => {
    const widget = await findWidget(tx);
    if (!widget) throw notFound("The widget");
    const keys = await listLiveApiKeys(tx);
    return {
      name: widget.name,
      greeting: widget.greeting,
      allowedOrigins: widget.allowedOrigins,
      keys: keys.map((key) => ({ ...key, createdAt: key.createdAt.toISOString() })),
    };
  });
}

/** What a visitor's browser may know of the widget. */
export async function readPublicWidget(context: Scope): Promise<PublicWidget> {
  return withTenant(context, async (tx) => {
    const widget = await findWidget(tx);
    const organization = await findOrganization(tx);
    if (!widget || !organization) throw notFound("The widget");
    return {
      organizationName: organization.name,
      widgetName: widget.name,
      greeting: widget.greeting,
      language: organization.language,
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

/** Makes a key. It is in this answer alone: only its hash is kept. */
export async function createApiKey(
  context: TenantContext,
  { kind, name }: { kind: KeyKind; name: string },
): Promise<{ id: string; key: string; hint: string }> {
  const { key, hash, hint } = generateApiKey(kind);
  const id = newId();
  await withTenant(context, async (tx) => {
    const widget = kind === "publishable" ? await findWidget(tx) : null;
    if (kind === "publishable" && !widget) throw notFound("The widget");
    await insertApiKey(tx, context, {
      id,
      kind,
      name,
      hint,
      hash,
      widgetId: widget?.id ?? null,
      scopes: [...KEY_SCOPES[kind]],
      createdBy: context.actor.kind === "user" ? context.actor.id : null,
    });
    await recordAudit(tx, context, "api_key.created", [id]);
  });
  return { id, key, hint };
}

/** Ends a key at once: each call looks it up. Throws `not_found` for an unknown, foreign or ended one. */
export async function endApiKey(context: TenantContext, id: string): Promise<void> {
  await withTenant(context, async (tx) => {
    if (!(await revokeApiKey(tx, id))) throw notFound("The key");
    await recordAudit(tx, context, "api_key.revoked", [id]);
  });
}
