import {
  WIDGET_LANGUAGES,
  widgetLook,
  type WidgetDetails,
  type WidgetInput,
} from "@/lib/domains/access/widget/schema";
import type { PanelConfig } from "@/widget/shared/panel-config";

const HOUR_MS = 3_600_000;

/** What the panel would be told if the form were saved as it is; a field that is wrong is as it was. */
export function previewConfig({
  widget,
  values,
  language,
  open,
}: {
  widget: WidgetDetails;
  values: WidgetInput;
  language: string;
  open: boolean;
}): PanelConfig {
  const known = WIDGET_LANGUAGES.find((each) => each === language && each !== widget.language);
  const texts = known && values.translations[known];
  const color = widgetLook.shape.color.safeParse(values.color);
  const questions = texts?.suggestedQuestions ?? values.suggestedQuestions;
  return {
    publishableKey: "",
    allowedOrigins: [],
    organizationName: widget.organizationName,
    widgetName: values.name || widget.name,
    greeting: texts?.greeting || values.greeting,
    language,
    color: color.success ? color.data : widget.color,
    ...(widget.avatarUrl !== null && { avatarUrl: widget.avatarUrl }),
    suggestedQuestions: questions.filter((question) => question.trim() !== ""),
    ...(values.privacyUrl && { privacyUrl: values.privacyUrl }),
    formFields: values.formFields.filter(({ label }) => label.trim() !== ""),
    office: {
      open,
      ...(!open && {
        opensAt: new Date(Math.ceil(Date.now() / HOUR_MS + 15) * HOUR_MS).toISOString(),
      }),
      ...(values.replyMinutes !== null && { replyMinutes: values.replyMinutes }),
    },
    preview: true,
  };
}
