import { checkReadiness } from "@/lib/domains/ops/readiness";
import { definePublicRoute } from "@/lib/http/define-route";

export const GET = definePublicRoute({
  service: "ops",
  summary: "Readiness: the database is there, migrated, and bound by row-level security",
  handler: () => checkReadiness(),
});
