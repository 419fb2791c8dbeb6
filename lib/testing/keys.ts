import { createKey, type NewKey } from "@/lib/domains/access/keys/service";
import type { TenantContext } from "@/lib/tenancy/context";
import { KEY_SCOPES, type KeyKind } from "@/lib/tenancy/permissions";

/** A key that may do all that its kind may, and lives until it is revoked. */
export function addKey(
  context: TenantContext,
  { kind, name = "Tests" }: { kind: KeyKind; name?: string },
): Promise<NewKey> {
  // Many a test has no members who could make it.
  const byNobody = { ...context, actor: { kind: "job" as const, id: context.actor.id } };
  return createKey(byNobody, { kind, name, scopes: [...KEY_SCOPES[kind]], expiresAt: null });
}
