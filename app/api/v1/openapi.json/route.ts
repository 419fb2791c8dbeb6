import { definePublicRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";
import { buildOpenApiDocument } from "./document";

export const GET = definePublicRoute({
  service: "web",
  summary: "This document",
  handler: async () => buildOpenApiDocument(),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
