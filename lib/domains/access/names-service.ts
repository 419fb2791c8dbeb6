import "server-only";
import { withAuthLookup, withTenant } from "@/lib/platform/db/transaction";
import type { Actor, TenantContext } from "@/lib/tenancy/context";
import { findKeyNames, findUserNames } from "./audit/repository";

/**
 * The names of people and keys that did something in the organization, by their ids; those who are not there any more are
 * absent.
 */
export async function namesOf(
  context: TenantContext,
  actors: readonly { kind: string; id: string }[],
): Promise<Map<string, string>> {
  const idsOf = (kind: Actor["kind"]) => [
    ...new Set(actors.filter((actor) => actor.kind === kind).map(({ id }) => id)),
  ];
  const keyIds = idsOf("api_key");
  const userIds = idsOf("user");
  const keys = keyIds.length > 0 ? await withTenant(context, (tx) => findKeyNames(tx, keyIds)) : [];
  const users = userIds.length > 0 ? await withAuthLookup((tx) => findUserNames(tx, userIds)) : [];
  return new Map([...keys, ...users].map(({ id, name }) => [id, name]));
}
