import "server-only";
import { withAuthLookup, type LookupTransaction } from "@/lib/platform/db/transaction";
import { hashApiKey, isLiveKey, kindOfApiKey } from "./api-key";
import {
  permissionsOfKey,
  type KeyKind,
  type OperatorLevel,
  type Permission,
  type RoleName,
} from "./permissions";

export interface KeyOwner {
  keyId: string;
  kind: KeyKind;
  tenantId: string;
  organizationId: string;
  permissions: ReadonlySet<Permission>;
  /** Exact origins of the widget a publishable key identifies; empty for a secret key. */
  allowedOrigins: string[];
}

/** How exactly it is known when a key was last used: a write at each call would be a high price for more. */
const USED_EVERY_MS = 60 * 1000;

/** Of calls at the same time one writes: the others pass by the row that it holds, so that none waits for another. */
async function noteUse(tx: LookupTransaction, hash: string, noted: Date): Promise<void> {
  await tx.$executeRaw`UPDATE api_key SET last_used_at = ${new Date()} WHERE hash = (
    SELECT hash FROM api_key WHERE hash = ${hash} AND (last_used_at IS NULL OR last_used_at < ${noted})
    FOR NO KEY UPDATE SKIP LOCKED)`;
}

/**
 * Whose key this is. Undefined for anything but a live key; a malformed one is told apart without a query. Notes that the
 * key was used, where the last note is old.
 */
export async function findKeyOwner(key: string): Promise<KeyOwner | undefined> {
  if (!kindOfApiKey(key)) return undefined;
  const hash = hashApiKey(key);
  return withAuthLookup(async (tx) => {
    const row = await tx.apiKey.findUnique({
      where: { hash },
      select: {
        id: true,
        kind: true,
        scopes: true,
        tenantId: true,
        organizationId: true,
        lastUsedAt: true,
        expiresAt: true,
        revokedAt: true,
        widget: { select: { allowedOrigins: true } },
      },
    });
    if (!row || !isLiveKey(row)) return undefined;
    const noted = new Date(Date.now() - USED_EVERY_MS);
    if (!row.lastUsedAt || row.lastUsedAt < noted) await noteUse(tx, hash, noted);
    const { id, kind, scopes, tenantId, organizationId, widget } = row;
    return {
      keyId: id,
      kind,
      tenantId,
      organizationId,
      permissions: permissionsOfKey(kind, scopes),
      allowedOrigins: widget?.allowedOrigins ?? [],
    };
  });
}

/** How exactly it is known when a session was last seen: a write at each request would be a high price for more. */
const SEEN_EVERY_MS = 5 * 60 * 1000;

/** How long a session waits for its second step. */
const PENDING_MS = 10 * 60 * 1000;

/** Who has confirmed an authenticator app must pass the second step in each session. */
export const WITH_TWO_FACTOR = { twoFactor: { is: { confirmedAt: { not: null } } } };

/** Sessions that wait for no second step. */
export const SECOND_STEP_DONE = {
  OR: [{ secondStepAt: { not: null } }, { user: { NOT: WITH_TWO_FACTOR } }],
};

const live = (sessionId: string) => ({
  id: sessionId,
  revokedAt: null,
  expiresAt: { gt: new Date() },
});

export interface SessionOwner {
  userId: string;
  /** Whether the session has passed the second step. One that still has to pass it has no owner at all. */
  secondStep: boolean;
  memberships: {
    tenantId: string;
    organizationId: string;
    organizationSlug: string;
    organizationName: string;
    tenantName: string;
    role: RoleName;
    /** Whether the tenant lets in only who has passed the second step. */
    requiresTwoFactor: boolean;
  }[];
}

/**
 * The user of a live session with the organizations that they belong to now; undefined when it ended, and
 * while it waits for its second step. Notes that the session was seen, where the last note is old.
 */
export async function findSessionOwner(sessionId: string): Promise<SessionOwner | undefined> {
  return withAuthLookup(async (tx) => {
    const session = await tx.session.findFirst({
      where: { ...live(sessionId), ...SECOND_STEP_DONE },
      select: { userId: true, lastSeenAt: true, secondStepAt: true },
    });
    if (!session) return undefined;
    const noted = new Date(Date.now() - SEEN_EVERY_MS);
    if (session.lastSeenAt < noted) {
      // Of requests at the same time one writes: the others wait for its row, and find it new.
      await tx.session.updateMany({
        where: { id: sessionId, lastSeenAt: { lt: noted } },
        data: { lastSeenAt: new Date() },
      });
    }
    const rows = await tx.membership.findMany({
      where: { userId: session.userId },
      select: {
        tenantId: true,
        organizationId: true,
        role: true,
        organization: {
          select: {
            slug: true,
            name: true,
            tenant: { select: { name: true, requiresTwoFactor: true } },
          },
        },
      },
      orderBy: { organizationId: "asc" },
    });
    return {
      userId: session.userId,
      secondStep: session.secondStepAt !== null,
      memberships: rows.map(({ organization, ...row }) => ({
        ...row,
        organizationSlug: organization.slug,
        organizationName: organization.name,
        tenantName: organization.tenant.name,
        requiresTwoFactor: organization.tenant.requiresTwoFactor,
      })),
    };
  });
}

export interface PendingSession {
  userId: string;
  sessionId: string;
}

/** A session that began less than ten minutes ago and waits for its second step; undefined for any other. */
export async function findPendingSession(sessionId: string): Promise<PendingSession | undefined> {
  const session = await withAuthLookup((tx) =>
    tx.session.findFirst({
      where: {
        ...live(sessionId),
        secondStepAt: null,
        createdAt: { gt: new Date(Date.now() - PENDING_MS) },
        user: WITH_TWO_FACTOR,
      },
      select: { userId: true },
    }),
  );
  return session ? { userId: session.userId, sessionId } : undefined;
}

/** How far a person operates the installation; undefined for everybody else. */
export async function findOperatorLevel(userId: string): Promise<OperatorLevel | undefined> {
  const found = await withAuthLookup((tx) =>
    tx.operator.findUnique({ where: { userId }, select: { level: true } }),
  );
  return found?.level;
}

/** Whether any widget of an organization in use may run on this origin: decides a preflight, which carries no key. */
export async function isKnownOrigin(origin: string): Promise<boolean> {
  return withAuthLookup(async (tx) => {
    const found = await tx.widget.findFirst({
      where: { allowedOrigins: { has: origin }, organization: { archivedAt: null } },
      select: { id: true },
    });
    return found !== null;
  });
}
