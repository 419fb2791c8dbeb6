import { createKey, type NewKey } from "@/lib/domains/access/keys/service";
import type { TenantContext } from "@/lib/tenancy/context";
import { KEY_SCOPES, type KeyKind } from "@/lib/tenancy/permissions";

/** A key that may do all that its kind may, and lives until it is revoked, made by who is in the context. */
export function addKeyBy(
  context: TenantContext,
  { kind, name = "Tests" }: { kind: KeyKind; name?: string },
): Promise<NewKey> {
  return createKey(context, { kind, name, scopes: [...KEY_SCOPES[kind]], expiresAt: null });
}

/** The same, made by nobody: many a test has no members who could make it. */
export const addKey = (context: TenantContext, key: { kind: KeyKind; name?: string }) =>
  addKeyBy({ ...context, actor: { kind: "job", id: context.actor.id } }, key);
