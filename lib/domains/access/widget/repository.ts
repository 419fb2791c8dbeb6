import "server-only";
import type { LookupTransaction, TenantTransaction } from "@/lib/platform/db/transaction";
import type { WidgetLook } from "./schema";

/** The widget with what its settings page shows. */
export async function findWidgetDetails(tx: TenantTransaction) {
  return tx.widget.findFirst({
    select: {
      id: true,
      name: true,
      greeting: true,
      allowedOrigins: true,
      settings: true,
      avatarHash: true,
      identitySecret: true,
      seenAt: true,
      seenOrigin: true,
    },
    orderBy: { createdAt: "asc" },
  });
}

/** What a visitor's identity is checked with. */
export async function findIdentityRule(tx: TenantTransaction) {
  return tx.widget.findFirst({
    select: { id: true, settings: true, identitySecret: true },
    orderBy: { createdAt: "asc" },
  });
}

export async function updateWidget(
  tx: TenantTransaction,
  id: string,
  widget: { name: string; greeting: string; settings: WidgetLook },
): Promise<void> {
  await tx.widget.updateMany({ where: { id }, data: widget });
}

export async function updateIdentitySecret(
  tx: TenantTransaction,
  id: string,
  identitySecret: string,
): Promise<void> {
  await tx.widget.updateMany({ where: { id }, data: { identitySecret } });
}

export async function updateAvatar(
  tx: TenantTransaction,
  id: string,
  picture: { avatar: Uint8Array<ArrayBuffer>; avatarType: string; avatarHash: string } | null,
): Promise<void> {
  const data = picture ?? { avatar: null, avatarType: null, avatarHash: null };
  await tx.widget.updateMany({ where: { id }, data });
}

export async function findAvatar(tx: TenantTransaction, id: string) {
  return tx.widget.findFirst({
    where: { id },
    select: { avatar: true, avatarType: true, avatarHash: true },
  });
}

/** Whose widget this is; null for none, and for one of an organization that is put away. */
export async function findWidgetOwner(tx: LookupTransaction, id: string) {
  return tx.widget.findFirst({
    where: { id, organization: { archivedAt: null } },
    select: { tenantId: true, organizationId: true },
  });
}
