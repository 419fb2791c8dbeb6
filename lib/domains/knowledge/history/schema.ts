import { z } from "zod";
import { idParams } from "../schema";

export const changeKind = z.enum(["edited", "restored", "synced"]);
export type ChangeKind = z.infer<typeof changeKind>;

const versionField = z.enum(["title", "text", "alternatives", "url"]);

// Postgres counts them in four bytes.
const number = z.coerce.number().int().min(1).max(2_147_483_647);

export const versionQuery = z.strictObject({
  cursor: number.optional().describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type VersionQuery = z.infer<typeof versionQuery>;

export const versionParams = z.strictObject({ ...idParams.shape, number });

export const versionView = z.object({
  number: z.int().describe("Counts the contents of a document from 1."),
  at: z.iso.datetime().describe("When it was changed into the next one."),
  change: changeKind.describe(
    "How: by somebody, by taking an earlier version back, or by reading its source again.",
  ),
  by: z.object({
    kind: z.enum(["user", "api_key", "visitor", "job"]),
    name: z.string().nullable().describe("Null for who is not there any more."),
  }),
  fields: z.array(versionField).describe("What the change made different."),
});
export type VersionView = z.infer<typeof versionView>;

export const versionList = z.object({
  versions: z.array(versionView),
  nextCursor: z.int().nullable(),
});
export type VersionList = z.infer<typeof versionList>;

export const versionContent = z.object({
  title: z.string(),
  text: z.string().nullable(),
  alternatives: z.array(z.string()),
  url: z.string().nullable(),
});
export type VersionContent = z.infer<typeof versionContent>;

export const versionDetail = versionView.extend({
  before: versionContent,
  after: versionContent.describe("What it was changed into."),
});
export type VersionDetail = z.infer<typeof versionDetail>;

export const restoreInput = z.strictObject({
  ...idParams.shape,
  number: z.int().min(1).max(2_147_483_647).describe("The version to take back."),
  newest: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .describe(
      "The newest version that its reader has seen: who restores over a later one is told.",
    ),
});
export type RestoreInput = z.infer<typeof restoreInput>;
