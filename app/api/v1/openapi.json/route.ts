import { definePublicRoute } from "@/lib/http/define-route";
import { buildOpenApiDocument } from "./document";

export const GET = definePublicRoute({
  service: "web",
  summary: "This document",
  handler: async () => buildOpenApiDocument(),
});
