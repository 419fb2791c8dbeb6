import { env } from "@/lib/env";
import { summaryLink, summarySetting } from "@/lib/domains/insights/schema";
import { stopByLink } from "@/lib/domains/insights/summary/setting-service";
import { definePublicRoute } from "@/lib/http/define-route";
import { otherMethods } from "@/lib/http/refusals";

// Whoever looks into mail opens every link: a visit changes nothing, and leads to the page with the button.
export const GET = definePublicRoute({
  service: "web",
  summary: "Leads to the page that turns a weekly summary off; changes nothing",
  params: summaryLink,
  handler: async ({ params: { token } }) => {
    const location = `${env().APP_URL}/weekly-summary/${encodeURIComponent(token)}`;
    const headers = { location, "referrer-policy": "no-referrer" };
    return new Response(null, { status: 303, headers });
  },
});

export const POST = definePublicRoute({
  service: "web",
  summary: "Turns a weekly summary off with one click in a mail program (RFC 8058)",
  params: summaryLink,
  response: summarySetting,
  handler: ({ params: { token } }) => stopByLink(token),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET", "POST");
