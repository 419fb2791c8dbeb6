import { z } from "zod";
import { publicWidget } from "@/lib/domains/access/schema";
import { readPublicWidget } from "@/lib/domains/access/widget/public-service";
import { defineRoute } from "@/lib/http/define-route";
import { preflight } from "@/lib/http/preflight";
import { otherMethods } from "@/lib/http/refusals";

const query = z.object({
  /** As the panel's page takes it: what is no code of a language is none. */
  lang: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional()
    .catch(undefined)
    .describe("Of greeting and suggested questions; else the organization's own."),
});

export const GET = defineRoute({
  service: "chat",
  summary: "What a widget shows before the first message",
  access: ["publishable"],
  permission: "chat:ask",
  limitName: "widget",
  query,
  response: publicWidget,
  handler: ({ context, query }) => readPublicWidget(context, query.lang),
});

export const OPTIONS = preflight;

export const { POST, PUT, PATCH, DELETE } = otherMethods("GET");
