import { tenantPage, tenantQuery } from "@/lib/domains/operators/schema";
import { readTenants } from "@/lib/domains/operators/service";
import { defineOperatorRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineOperatorRoute({
  service: "web",
  summary: "The tenants of the installation, newest first",
  permission: "ops:read",
  query: tenantQuery,
  response: tenantPage,
  handler: ({ query }) => readTenants(query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
