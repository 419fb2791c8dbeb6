import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

export async function findWidgetState(tx: TenantTransaction) {
  const widget = await tx.widget.findFirst({
    select: { allowedOrigins: true, seenAt: true, seenOrigin: true },
    orderBy: { createdAt: "asc" },
  });
  if (!widget) return undefined;
  const live = await tx.apiKey.findFirst({
    where: {
      kind: "publishable",
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    select: { id: true },
  });
  const { allowedOrigins, seenAt, seenOrigin } = widget;
  const seen = seenAt && seenOrigin ? { at: seenAt, origin: seenOrigin } : null;
  return { allowedOrigins, hasKey: live !== null, seen };
}

/** Of many visitors at once one writes: what was written since then stands. */
export async function noteWidgetSeen(
  tx: TenantTransaction,
  { tenantId, organizationId }: Scope,
  origin: string,
  since: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE widget SET seen_at = now(), seen_origin = ${origin}
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid
      AND (seen_at IS NULL OR seen_at < ${since})`;
}
