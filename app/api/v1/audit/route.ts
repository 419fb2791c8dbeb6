import { auditPage, auditQuery } from "@/lib/domains/access/audit/schema";
import { readAudit } from "@/lib/domains/access/audit/service";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "Who did what to which record, newest first",
  access: ["session"],
  permission: "audit:read",
  query: auditQuery,
  response: auditPage,
  handler: ({ context, query }) => readAudit(context, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
