import { z } from "zod";

export const siteCheckInput = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: "Must be an http(s) address" })
    .max(2_000, "At most 2,000 characters"),
});

/** A page as people type it, who leave out the scheme. */
export const typedSiteInput = z.strictObject({
  url: z
    .string()
    .trim()
    .transform((typed) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`))
    .pipe(siteCheckInput.shape.url),
});

/** What a page of the customer's site says of the widget. */
export const siteCheck = z.object({
  origin: z.string(),
  /** Whose key its line has: this organization's, one that is not, none; or that there is no line at all. */
  snippet: z.enum(["yours", "other_key", "no_key", "missing"]),
  /** How often the line is there. */
  lines: z.int(),
  originAllowed: z.boolean(),
  policy: z.object({ there: z.boolean(), script: z.boolean(), frame: z.boolean() }),
  /** In bytes; what is ours gzipped. The panel comes when the chat is opened. */
  weight: z.object({ page: z.int(), loader: z.int(), panel: z.int() }),
});
export type SiteCheck = z.infer<typeof siteCheck>;
