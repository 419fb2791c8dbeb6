import { newId } from "@/lib/core/ids";
import { createKey, type NewKey } from "@/lib/domains/access/keys/service";
import { withTenant } from "@/lib/platform/db/transaction";
import { generateApiKey } from "@/lib/tenancy/api-key";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { KEY_SCOPES, type KeyKind } from "@/lib/tenancy/permissions";

interface KeyOfTest {
  kind: KeyKind;
  name?: string;
}

/** A key that may do all that its kind may, and lives until it is revoked, made by who is in the context. */
export function addKeyBy(
  context: TenantContext,
  { kind, name = "Tests" }: KeyOfTest,
): Promise<NewKey> {
  return createKey(context, { kind, name, scopes: [...KEY_SCOPES[kind]], expiresAt: null });
}

/** The same, straight into the table: many a test has no member who could make it. */
export async function addKey(
  context: TenantContext,
  { kind, name = "Tests" }: KeyOfTest,
): Promise<NewKey> {
  const id = newId();
  const { key, hash, hint } = generateApiKey(kind);
  await withTenant(context, async (tx) => {
    const widget = kind === "publishable" ? await tx.widget.findFirstOrThrow() : undefined;
    const scopes = [...KEY_SCOPES[kind]];
    const widgetId = widget?.id ?? null;
    await tx.apiKey.create({
      data: { ...ownedBy(context), id, kind, name, scopes, hash, hint, widgetId },
    });
  });
  return { id, key, hint };
}
