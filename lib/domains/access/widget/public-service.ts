import "server-only";
import { notFound } from "@/lib/core/errors";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { findKeyOwner } from "@/lib/tenancy/lookup";
import { findOrganization } from "../repository";
import { noteSeen } from "../widget-seen-service";
import type { PublicWidget } from "../schema";
import { avatarUrl } from "./avatar-url";
import { officeAt } from "./office/office";
import { findWidgetDetails } from "./repository";
import { WIDGET_LANGUAGES, widgetLook, type WidgetLook } from "./schema";

function textsIn(
  language: string,
  own: { greeting: string },
  { suggestedQuestions, translations }: WidgetLook,
): { greeting: string; suggestedQuestions: string[] } {
  const known = WIDGET_LANGUAGES.find((each) => each === language);
  const texts = known && translations[known];
  return {
    greeting: texts?.greeting ?? own.greeting,
    suggestedQuestions: texts?.suggestedQuestions ?? suggestedQuestions,
  };
}

async function load(tx: TenantTransaction, asked?: string) {
  const widget = await findWidgetDetails(tx);
  const organization = await findOrganization(tx);
  if (!widget || !organization) throw notFound("The widget");
  const look = widgetLook.parse(widget.settings);
  const language = asked ?? organization.language;
  const { color, privacyUrl, formFields, hours, replyMinutes, requireVerification } = look;
  const told: PublicWidget = {
    organizationName: organization.name,
    widgetName: widget.name,
    ...textsIn(language, widget, look),
    language,
    color,
    ...(privacyUrl !== null && { privacyUrl }),
    ...(widget.avatarHash !== null && { avatarUrl: avatarUrl(widget.id, widget.avatarHash) }),
    formFields,
    office: {
      ...officeAt(hours, new Date()),
      ...(replyMinutes !== null && { replyMinutes }),
    },
    ...(requireVerification && { identityRequired: true }),
  };
  return { told, seenAt: widget.seenAt };
}

/**
 * What a visitor's browser may know of the widget, in a language (its organization's own unless told). Throws `not_found`
 * without one.
 */
export async function readPublicWidget(scope: Scope, language?: string): Promise<PublicWidget> {
  return (await withTenant(scope, (tx) => load(tx, language))).told;
}

/**
 * The widget of a publishable key in a language (its organization's own unless told), with the origins that may frame it;
 * undefined for anything but a live key. Notes in the same transaction where it is opened, by what the browser sends: a
 * visitor waits for this.
 */
export async function openWidget(
  publishableKey: string,
  language: string | undefined,
  headers: Headers,
): Promise<(PublicWidget & { allowedOrigins: string[] }) | undefined> {
  const owner = await findKeyOwner(publishableKey);
  if (owner?.kind !== "publishable") return undefined;
  return withTenant(owner, async (tx) => {
    const { told, seenAt } = await load(tx, language);
    await noteSeen(tx, owner, seenAt, headers);
    return { ...told, allowedOrigins: owner.allowedOrigins };
  });
}
