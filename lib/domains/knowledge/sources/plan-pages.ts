import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { allPages, insertPages, type NewPage, type Page } from "./repository";
import { MAX_PAGES } from "./schema";

/** With those that turn out to be none: so many addresses of a site are kept and asked for at most. */
const MAX_ADDRESSES = 4 * MAX_PAGES;

const isRead = ({ status }: Pick<Page, "status">) => status !== "skipped" && status !== "gone";

/**
 * Puts further addresses of a site in line, as far as there is room for pages; those that the site's robots.txt closes
 * are kept as such.
 */
export async function addPages(
  tx: TenantTransaction,
  scope: Scope,
  sourceId: string,
  addresses: readonly string[],
  allows: (address: string) => boolean,
): Promise<void> {
  const known = await allPages(tx, sourceId);
  const urls = new Set(known.map(({ url }) => url));
  let room = MAX_PAGES - known.filter(isRead).length;
  const added: NewPage[] = [];
  for (const url of addresses) {
    if (room <= 0 || urls.size >= MAX_ADDRESSES) break;
    if (urls.has(url)) continue;
    urls.add(url);
    const open = allows(url);
    if (open) room -= 1;
    const position = known.length + added.length;
    added.push({
      url,
      position,
      status: open ? "waiting" : "skipped",
      reason: open ? null : "robots",
    });
  }
  await insertPages(tx, scope, sourceId, added);
}
