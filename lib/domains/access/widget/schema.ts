import { z } from "zod";

const DEFAULT_COLOR = "#1f4fd8";

const formField = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: z.string().trim().min(1).max(80),
  kind: z.enum(["text", "phone", "email"]),
  required: z.boolean(),
});

/** What the owner decides of the widget, besides its name, greeting and origins; the widget row's `settings`. */
export const widgetLook = z.strictObject({
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .default(DEFAULT_COLOR),
  suggestedQuestions: z.array(z.string().trim().min(1).max(120)).max(5).default([]),
  privacyUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
  formFields: z.array(formField).max(5).default([]),
});
