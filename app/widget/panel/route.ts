import { z } from "zod";
import { openWidget } from "@/lib/domains/access/widget/public-service";
import { definePublicRoute } from "@/lib/http/define-route";
import { panelPage } from "./panel-page";

export const GET = definePublicRoute({
  service: "web",
  summary: "The page inside the widget's frame",
  query: z.object({
    key: z.string().default(""),
    /** The host page's language, which its visitor reads; else the organization's own. */
    lang: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional()
      .catch(undefined),
  }),
  handler: async ({ query, request }) => {
    const widget = await openWidget(query.key, query.lang, request.headers);
    const { status, html, headers } = panelPage(widget && { ...widget, publishableKey: query.key });
    return new Response(html, { status, headers });
  },
});
