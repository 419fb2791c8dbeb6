import { z } from "zod";
import { NO_ORIGIN, originOf } from "./terms";
import { formField } from "./widget/schema";

export const MAX_PASSWORD = 200;

export const email = z
  .string()
  .transform((value) => value.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email("Not a valid e-mail address").max(254));

export const password = z
  .string()
  .min(10, "At least 10 characters")
  .max(MAX_PASSWORD, `At most ${MAX_PASSWORD} characters`);

/** Control and format characters (which hide or reorder what is read), and the two separators that break a line. */
const UNREADABLE = /[\p{C}\p{Zl}\p{Zp}]/u;
/** Persian and Indic names are written with these two. */
const JOINERS = /[\u200c\u200d]/g;
/** What a mail program makes a link of, also in letters of full width. */
const isLink = (value: string) => /:\/\/|www\./i.test(value.normalize("NFKC"));

/** The name of a person or an organization, which strangers are shown in mail: on one line, as it reads, and no link. */
export const shownName = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(100, "At most 100 characters")
    .refine(
      (value) => !UNREADABLE.test(value.replace(JOINERS, "")),
      "Has characters that cannot be shown",
    )
    .refine((value) => !isLink(value), "A name has no web address in it");

export const personName = shownName("Tell us your name");

export const signUpInput = z.strictObject({
  name: personName,
  email,
  password,
  organizationName: shownName("Name your business"),
});

export const signInInput = z.strictObject({
  email,
  password: z.string().min(1, "Enter your password"),
});

const origin = z
  .string()
  .trim()
  .max(300)
  .transform((value, context) => {
    const exact = originOf(value);
    if (exact !== undefined) return exact;
    context.addIssue({ code: "custom", message: NO_ORIGIN });
    return z.NEVER;
  });

export const MAX_ORIGINS = 50;

export const originAllowedInput = z.strictObject({ origin, allowed: z.boolean() });
export type OriginAllowedInput = z.infer<typeof originAllowedInput>;

/** One origin more than are allowed by now. */
export const nextOriginInput = (allowed: readonly string[]) =>
  z.strictObject({
    origin: origin
      .refine((exact) => !allowed.includes(exact), "This origin is already allowed.")
      .refine(() => allowed.length < MAX_ORIGINS, `At most ${MAX_ORIGINS} origins.`),
  });

/** What a widget's visitor may know of it. */
export const publicWidget = z.object({
  organizationName: z.string(),
  widgetName: z.string(),
  greeting: z.string(),
  language: z.string(),
  color: z.string(),
  suggestedQuestions: z.array(z.string()),
  privacyUrl: z.string().optional(),
  formFields: z.array(formField),
  avatarUrl: z.string().optional(),
  office: z.object({
    open: z.boolean(),
    opensAt: z.iso.datetime().optional(),
    replyMinutes: z.int().optional(),
  }),
  identityRequired: z.boolean().optional(),
});
export type PublicWidget = z.infer<typeof publicWidget>;
