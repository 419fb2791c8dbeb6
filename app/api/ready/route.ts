import { checkReadiness } from "@/lib/domains/ops/readiness";
import { definePublicRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = definePublicRoute({
  service: "ops",
  summary: "Readiness: the database is there, migrated, and bound by row-level security",
  handler: () => checkReadiness(),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
