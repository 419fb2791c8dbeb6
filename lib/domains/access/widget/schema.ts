import { z } from "zod";
import { hasVisibleText } from "@/lib/core/visible-text";
import { officeHours } from "./office/schema";

const DEFAULT_COLOR = "#1f4fd8";
export const MAX_SUGGESTED = 5;
export const MAX_FORM_FIELDS = 5;
export const MAX_GREETING = 500;

/** The languages of the widget's interface, in each of which the owner may have texts of their own. */
export const WIDGET_LANGUAGES = ["en", "de", "es", "fr"] as const;
export type WidgetLanguage = (typeof WIDGET_LANGUAGES)[number];

const storable = (value: string) => value.isWellFormed() && !value.includes("\0");
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max} characters`)
    .refine(storable, "Not valid Unicode text")
    .refine(hasVisibleText, "Must not be empty");

export const formField = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label: line(80),
  kind: z.enum(["text", "phone", "email"]),
  required: z.boolean(),
});

const suggestedQuestions = z.array(line(120)).max(MAX_SUGGESTED, `At most ${MAX_SUGGESTED}`);

/** What stands in another language than the organization's own; what is left out there is shown in that one. */
const translation = z.strictObject({
  greeting: line(MAX_GREETING).optional(),
  suggestedQuestions: suggestedQuestions.optional(),
});

/** What the owner decides of the widget, besides its name, greeting and origins; the widget row's `settings`. */
export const widgetLook = z.strictObject({
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "Six digits after #, such as #1f4fd8")
    .default(DEFAULT_COLOR),
  position: z.enum(["right", "left"]).default("right"),
  suggestedQuestions: suggestedQuestions.default([]),
  /** By language, besides the organization's own. */
  translations: z.partialRecord(z.enum(WIDGET_LANGUAGES), translation).default({}),
  privacyUrl: z
    .url({ protocol: /^https?$/, error: "Must be an http(s) address" })
    .max(500, "At most 500 characters")
    .nullable()
    .default(null),
  formFields: z
    .array(formField)
    .max(MAX_FORM_FIELDS, `At most ${MAX_FORM_FIELDS}`)
    .refine(
      (fields) => new Set(fields.map(({ id }) => id)).size === fields.length,
      "Two fields have the same id",
    )
    .default([]),
  /** Null where the owner names no hours: then a person is said to be there always. */
  hours: officeHours.nullable().default(null),
  /** Within how many minutes a person usually answers; null where nobody can tell honestly. */
  replyMinutes: z.int().min(1).max(10_080).nullable().default(null),
  /** Only whom the owner's server vouches for may ask. */
  requireVerification: z.boolean().default(false),
});
export type WidgetLook = z.output<typeof widgetLook>;

/** All that the settings page saves at once. */
export const widgetInput = z.strictObject({
  name: line(60),
  greeting: line(MAX_GREETING),
  ...widgetLook.shape,
});
export type WidgetInput = z.output<typeof widgetInput>;

/** The widget as the settings page shows it. */
export const widgetDetails = z.object({
  ...widgetInput.shape,
  /** Not as strict as what may be saved: what was stored before is shown. */
  name: z.string(),
  greeting: z.string(),
  organizationName: z.string(),
  /** The organization's own language, in which name, greeting and questions stand. */
  language: z.string(),
  avatarUrl: z.string().nullable(),
  allowedOrigins: z.array(z.string()),
  hasIdentitySecret: z.boolean(),
  seen: z.object({ at: z.iso.datetime(), origin: z.string() }).nullable(),
});
export type WidgetDetails = z.output<typeof widgetDetails>;

/** More than a picture of 256 by 256 needs; the settings page makes it smaller before it is sent. */
export const MAX_AVATAR_BYTES = 256 * 1024;

export const avatarInput = z.strictObject({
  /** Base64 of a PNG, JPEG or WebP. */
  image: z
    .base64("Not a picture")
    .min(1, "Choose a picture")
    .max(Math.ceil(MAX_AVATAR_BYTES / 3) * 4, "A picture may have at most 256 KB"),
});

export const noInput = z.strictObject({});

/**
 * Who a visitor is, as the owner's page says. With `hash` (HMAC-SHA256 of `id` by the identity secret, hex) the id is
 * vouched for; with `jwt` (HS256 by that secret: `sub`, `exp` within the hour, `name`, `email`) all of it.
 */
export const visitorIdentity = z
  .strictObject({
    id: line(200).optional(),
    name: line(200).optional(),
    email: z.email("Not a valid e-mail address").max(254).optional(),
    hash: z.string().max(64).optional(),
    jwt: z.string().max(4_000).optional(),
  })
  .refine(({ id, jwt }) => id !== undefined || jwt !== undefined, "Needs an id or a jwt")
  .describe("Who the visitor is on your own site; `hash` or `jwt` proves it.");
export type VisitorIdentity = z.infer<typeof visitorIdentity>;
