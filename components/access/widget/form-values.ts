import type { z } from "zod";
import type { WidgetDetails, WidgetInput, widgetInput } from "@/lib/domains/access/widget/schema";

/** The form as it is typed. */
export type WidgetValues = z.input<typeof widgetInput>;
/** What the form holds of a stored widget. */
export function valuesOf(widget: WidgetDetails): WidgetInput {
  const { name, greeting, color, position, suggestedQuestions, translations } = widget;
  const { privacyUrl, formFields, hours, replyMinutes, requireVerification } = widget;
  return {
    ...{ name, greeting, color, position, suggestedQuestions, translations },
    ...{ privacyUrl, formFields, hours, replyMinutes, requireVerification },
  };
}
