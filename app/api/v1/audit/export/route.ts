import { auditFilter } from "@/lib/domains/access/audit/schema";
import { EXPORT_IS_CUT } from "@/lib/domains/access/audit/terms";
import { newestEvents } from "@/lib/domains/access/audit/service";
import { toCsv } from "@/lib/domains/access/audit/to-csv";
import { defineRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineRoute({
  service: "web",
  summary: "The newest 10,000 events of the audit log as CSV",
  access: ["session"],
  permission: "audit:read",
  query: auditFilter,
  handler: async ({ context, query }) => {
    const newest = await newestEvents(context, query);
    return new Response(toCsv(newest), {
      headers: {
        [EXPORT_IS_CUT]: String(newest.isCut),
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="audit-log.csv"',
      },
    });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
