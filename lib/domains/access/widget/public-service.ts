import "server-only";
import { notFound } from "@/lib/core/errors";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { findKeyOwner } from "@/lib/tenancy/lookup";
import { findOrganization } from "../repository";
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

async function load(scope: Scope, asked?: string) {
  return withTenant(scope, async (tx) => {
    const widget = await findWidgetDetails(tx);
    const organization = await findOrganization(tx);
    if (!widget || !organization) throw notFound("The widget");
    const look = widgetLook.parse(widget.settings);
    const language = asked ?? organization.language;
    const { color, privacyUrl, formFields, hours, replyMinutes, requireVerification } = look;
    return {
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
  });
}

/** What a visitor's browser may know of the widget. Throws `not_found` without one. */
export function readPublicWidget(scope: Scope): Promise<PublicWidget> {
  return load(scope);
}

/**
 * The widget of a publishable key in a language (its organization's own unless told), with the origins that may frame it;
 * undefined for anything but a live key.
 */
export async function resolveWidget(
  publishableKey: string,
  language?: string,
): Promise<(PublicWidget & { allowedOrigins: string[] }) | undefined> {
  const owner = await findKeyOwner(publishableKey);
  if (owner?.kind !== "publishable") return undefined;
  return { ...(await load(owner, language)), allowedOrigins: owner.allowedOrigins };
}
