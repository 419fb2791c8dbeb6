import { definePublicRoute } from "@/lib/http/define-route";
import { previewPage } from "../panel/panel-page";

/** Holds nothing of anybody's: what it shows comes from the settings page that frames it, which needs a sign-in. */
export const GET = definePublicRoute({
  service: "web",
  summary: "The empty page in which the settings page draws its preview",
  handler: async () => {
    const { html, headers } = previewPage();
    return new Response(html, { headers });
  },
});
