import { z } from "zod";
import { moment } from "@/lib/core/moment";
import { AUDIT_ACTIONS } from "./terms";

/** What the log can be narrowed by; every part holds. */
export const auditFilter = z.strictObject({
  actor: z.uuid("Not an id").optional().describe("The id of a person, key or job."),
  action: z.enum(Object.keys(AUDIT_ACTIONS) as [string, ...string[]]).optional(),
  record: z.string().trim().min(1).max(100).optional().describe("The id of what was changed."),
  from: moment.optional(),
  until: moment.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditQuery = auditFilter.extend({
  cursor: z
    .uuid("Not a cursor of this list")
    .optional()
    .describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AuditQuery = z.infer<typeof auditQuery>;

export const auditEventView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(["user", "api_key", "visitor", "job"]),
    id: z.string(),
    /** A person's or key's name; null for one that is gone, and for a job. */
    name: z.string().nullable(),
  }),
  action: z.string(),
  recordId: z.string().nullable(),
  recordName: z
    .string()
    .nullable()
    .describe("What the record is called now; null for one that is gone or has no name."),
  network: z
    .string()
    .nullable()
    .describe("Where it came from: a pseudonym of the network, the same throughout the log."),
  traceId: z.string(),
});
export type AuditEventView = z.infer<typeof auditEventView>;

export const auditPage = z.object({
  events: z.array(auditEventView),
  nextCursor: z.uuid().nullable(),
});
export type AuditPage = z.infer<typeof auditPage>;
