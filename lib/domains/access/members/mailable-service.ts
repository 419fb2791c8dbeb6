import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { RoleName } from "@/lib/tenancy/permissions";
import { findMailable } from "./mailable-repository";

/** As many are read at once. */
const AT_ONCE = 500;

type Mailable = Awaited<ReturnType<typeof findMailable>>[number];

/**
 * All members with these roles who may be mailed what an organization holds, as it is now. Whose mailbox an unconfirmed
 * address is, nobody knows; and whom the tenant keeps out for want of a second step does not get by mail what the pages
 * refuse them.
 */
export async function everyMailable(scope: Scope, roles: readonly RoleName[]): Promise<Mailable[]> {
  const found: Mailable[] = [];
  for (;;) {
    const after = found.at(-1)?.userId;
    const wanted = { roles, after, limit: AT_ONCE };
    const rows = await withAuthLookup((tx) => findMailable(tx, scope, wanted));
    found.push(...rows);
    if (rows.length < AT_ONCE) return found;
  }
}

/** One member, if they may be mailed what an organization holds. */
export async function ifMailable(scope: Scope, userId: string): Promise<Mailable | undefined> {
  const rows = await withAuthLookup((tx) => findMailable(tx, scope, { userId, limit: 1 }));
  return rows[0];
}
