import { z } from "zod";

export const tenantQuery = z.strictObject({
  search: z.string().trim().max(100).default("").describe("A part of the tenant's name."),
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type TenantQuery = z.infer<typeof tenantQuery>;

const count = z.int().min(0);

/** A tenant as operators see it: how much there is of what, and never what it says. */
export const tenantView = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  /** None while the installation bills nobody. */
  plan: z.null(),
  organizations: count,
  members: count,
  documents: count,
  conversations: count,
  /** Of the last 30 days, in millionths of a US dollar. */
  spentMicros: count,
  /** Of the last 7 days. */
  failedJobs: count,
  lastActivityAt: z.iso.datetime().nullable(),
});
export type TenantView = z.infer<typeof tenantView>;

export const tenantPage = z.object({
  tenants: z.array(tenantView),
  nextCursor: z.uuid().nullable(),
});
export type TenantPage = z.infer<typeof tenantPage>;
