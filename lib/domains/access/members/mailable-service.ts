import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import { findMailable } from "./mailable-repository";

/**
 * The members who may be mailed what an organization holds, as it is now. Whose mailbox an unconfirmed address is, nobody
 * knows; and whom the tenant keeps out for want of a second step does not get by mail what the pages refuse them.
 */
export const listMailable = (scope: Scope) => withAuthLookup((tx) => findMailable(tx, scope));
