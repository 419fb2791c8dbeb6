import "server-only";
import type {
  LookupTransaction,
  RawTransaction,
  TenantTransaction,
} from "@/lib/platform/db/transaction";
import type { Scope } from "@/lib/platform/db/scope";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";

export interface NewUser {
  id: string;
  email: string;
  name: string;
  /** Null for who signs in with a provider alone. */
  passwordHash: string | null;
  emailVerifiedAt?: Date | null;
}

export async function insertUser(tx: LookupTransaction, user: NewUser): Promise<void> {
  await tx.user.create({ data: user, select: { id: true } });
}

export async function findCredentials(tx: LookupTransaction, email: string) {
  return tx.user.findUnique({ where: { email }, select: { id: true, passwordHash: true } });
}

export async function findUserProfile(tx: LookupTransaction, id: string) {
  return tx.user.findUnique({ where: { id }, select: { name: true, email: true } });
}

/** The address of an organization that a person belongs to; the first where there are more. */
export async function findOrganizationSlug(
  tx: LookupTransaction,
  userId: string,
): Promise<string | undefined> {
  const found = await tx.membership.findFirst({
    where: { userId },
    select: { organization: { select: { slug: true } } },
    orderBy: { organizationId: "asc" },
  });
  return found?.organization.slug;
}

export async function insertSession(
  tx: LookupTransaction,
  session: {
    id: string;
    userId: string;
    expiresAt: Date;
    userAgent: string | null;
    address: string;
  },
): Promise<void> {
  await tx.session.create({ data: session, select: { id: true } });
}

/** From where an account was signed in to since then; of sessions that have ended too. */
export async function findSessionAddresses(
  tx: LookupTransaction,
  email: string,
  since: Date,
): Promise<string[]> {
  const rows = await tx.session.groupBy({
    by: ["address"],
    where: { user: { email }, createdAt: { gte: since } },
  });
  return rows.flatMap(({ address }) => address ?? []);
}

export async function endSession(tx: LookupTransaction, id: string): Promise<void> {
  await tx.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
}

export async function endAllSessions(tx: RawTransaction, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE app_session SET revoked_at = now() WHERE user_id = ${userId}::uuid AND revoked_at IS NULL`;
}

export async function deleteExpiredSessions(tx: LookupTransaction, before: Date): Promise<number> {
  return (await tx.session.deleteMany({ where: { expiresAt: { lt: before } } })).count;
}

/** A new tenant with its owner. */
export async function insertTenant(
  tx: TenantTransaction,
  { tenantId }: TenantContext,
  { userId, name }: { userId: string; name: string },
): Promise<void> {
  await tx.tenant.create({ data: { id: tenantId, name }, select: { id: true } });
  await tx.tenantMembership.create({
    data: { tenantId, userId, role: "owner" },
    select: { userId: true },
  });
}

/** A new organization with its owner and a widget. */
export async function insertOrganization(
  tx: TenantTransaction,
  context: TenantContext,
  organization: {
    userId: string;
    name: string;
    slug: string;
    language: string;
    widget: { id: string; name: string; greeting: string; allowedOrigins: string[] };
  },
): Promise<void> {
  const { tenantId, organizationId } = context;
  const { userId, name, slug, language, widget } = organization;
  await tx.organization.create({
    data: { tenantId, id: organizationId, name, slug, language },
    select: { id: true },
  });
  await tx.membership.create({
    data: { ...ownedBy(context), userId, role: "owner" },
    select: { userId: true },
  });
  await tx.widget.create({ data: { ...ownedBy(context), ...widget }, select: { id: true } });
}

export async function findWidget(tx: TenantTransaction) {
  return tx.widget.findFirst({
    select: { id: true, name: true, greeting: true, allowedOrigins: true, settings: true },
    orderBy: { createdAt: "asc" },
  });
}

/** The widget, which nobody else changes until the end of the transaction. */
export async function lockWidget(tx: TenantTransaction, scope: Scope) {
  await tx.$queryRaw`
    SELECT id FROM widget
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
    FOR UPDATE`;
  return findWidget(tx);
}

export async function updateWidgetOrigins(
  tx: TenantTransaction,
  id: string,
  allowedOrigins: string[],
): Promise<void> {
  await tx.widget.updateMany({ where: { id }, data: { allowedOrigins } });
}

export async function findOrganization(tx: TenantTransaction) {
  return tx.organization.findFirst({ select: { name: true, language: true } });
}
