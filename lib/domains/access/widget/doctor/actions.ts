"use server";
import { defineAction } from "@/lib/http/define-action";
import { fetchSite } from "@/lib/platform/crawl/fetch-site";
import { checkSite } from "./doctor-service";
import { explainFailure } from "./explain-failure";
import { siteCheckInput, type SiteCheck } from "./schema";

/** That a site cannot be reached is something found out about it, and no failure of the check. */
export const checkOwnSite = defineAction({
  service: "web",
  permission: "settings:manage",
  input: siteCheckInput,
  handler: async (
    { url },
    context,
    signal,
  ): Promise<{ found: SiteCheck } | { unreachable: string }> => {
    try {
      const fetchPage = (asked: URL) => fetchSite(asked, { signal });
      return { found: await checkSite(context, new URL(url), fetchPage) };
    } catch (error) {
      const unreachable = explainFailure(error);
      if (unreachable === undefined) throw error;
      return { unreachable };
    }
  },
});
