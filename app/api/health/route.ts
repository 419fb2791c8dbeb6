import { definePublicRoute } from "@/lib/http/define-route";

export const GET = definePublicRoute({
  service: "ops",
  summary: "Liveness: the process answers",
  unlimited: true,
  handler: async () => ({ status: "ok" }),
});
