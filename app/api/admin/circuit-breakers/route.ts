import { breakerReport } from "@/lib/domains/ops/breaker-schema";
import { readBreakers } from "@/lib/domains/ops/breaker-service";
import { defineOperatorRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = defineOperatorRoute({
  service: "ops",
  summary: "The circuit breakers of every process and of all together",
  permission: "ops:read",
  response: breakerReport,
  handler: () => readBreakers(),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
