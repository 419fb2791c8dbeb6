import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findKeyOwner } from "@/lib/tenancy/lookup";
import { findWidget } from "../../repository";
import { inspectPage, type FetchedPage } from "./inspect-page";
import type { SiteCheck } from "./schema";
import { ownWeights } from "./weights";

async function snippetOf(
  keys: readonly string[],
  { organizationId }: TenantContext,
): Promise<SiteCheck["snippet"]> {
  if (keys.length === 0) return "missing";
  const given = keys.filter((key) => key !== "");
  if (given.length === 0) return "no_key";
  for (const key of given) {
    const owner = await findKeyOwner(key);
    if (owner?.kind === "publishable" && owner.organizationId === organizationId) return "yours";
  }
  return "other_key";
}

/**
 * Looks at a page of the customer's site and says what of the widget is there and what is in its way. Throws what `fetchPage`
 * throws, and `invalid_input` for a page that is not there.
 * @param fetchPage goes out to an address that somebody named: it must be the guarded way.
 */
export async function checkSite(
  context: TenantContext,
  url: URL,
  fetchPage: (url: URL) => Promise<FetchedPage>,
): Promise<SiteCheck> {
  const page = await fetchPage(url);
  if (page.status !== 200) {
    throw new AppError("invalid_input", `The site answered with status ${page.status}.`, {
      field: "url",
    });
  }
  const { origin, keys, policy, pageBytes } = inspectPage(page, env().APP_URL);
  const widget = await withTenant(context, (tx) => findWidget(tx));
  if (!widget) throw notFound("The widget");
  return {
    origin,
    snippet: await snippetOf(keys, context),
    lines: keys.length,
    originAllowed: widget.allowedOrigins.includes(origin),
    policy,
    weight: { page: pageBytes, ...(await ownWeights()) },
  };
}
