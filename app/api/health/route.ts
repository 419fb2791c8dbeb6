import { definePublicRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

export const GET = definePublicRoute({
  service: "ops",
  summary: "Liveness: the process answers",
  unlimited: true,
  handler: async () => ({ status: "ok" }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
