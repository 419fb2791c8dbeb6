import { z } from "zod";

const flagKind = z.enum(["duplicate", "contradiction"]);

export const difference = z.object({
  kind: z.string().describe("A price, a time, yes or no, …"),
  first: z.array(z.string()),
  second: z.array(z.string()),
});
export type Difference = z.infer<typeof difference>;

export const flagQuery = z.strictObject({
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  kind: flagKind.optional(),
  state: z.enum(["open", "dismissed"]).default("open"),
});
export type FlagQuery = z.infer<typeof flagQuery>;

const flagSide = z.object({
  documentId: z.uuid(),
  kind: z.enum(["document", "faq"]),
  title: z.string(),
  heading: z.string(),
  text: z.string(),
});

export const flagView = z.object({
  id: z.uuid(),
  kind: flagKind,
  first: flagSide,
  second: flagSide,
  differences: z.array(difference),
  createdAt: z.iso.datetime(),
  dismissedAt: z.iso.datetime().nullable(),
});
export type FlagView = z.infer<typeof flagView>;

export const flagList = z.object({
  flags: z.array(flagView),
  counts: z.object({ duplicate: z.int(), contradiction: z.int() }).describe("Those that are open."),
  nextCursor: z.string().nullable(),
});
export type FlagList = z.infer<typeof flagList>;

export const dismissInput = z.strictObject({ id: z.uuid(), dismissed: z.boolean() });
