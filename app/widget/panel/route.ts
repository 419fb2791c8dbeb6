import { z } from "zod";
import { resolveWidget } from "@/lib/domains/access/service";
import { definePublicRoute } from "@/lib/http/define-route";
import { panelPage } from "./panel-page";

export const GET = definePublicRoute({
  service: "web",
  summary: "The page inside the widget's frame",
  query: z.object({ key: z.string().default("") }),
  handler: async ({ query }) => {
    const widget = await resolveWidget(query.key);
    const { status, html, headers } = panelPage(widget && { ...widget, publishableKey: query.key });
    return new Response(html, { status, headers });
  },
});
