import "server-only";
import { AppError } from "@/lib/core/errors";
import {
  findKeyOwner,
  findSessionOwner,
  type KeyOwner,
  type SessionOwner,
} from "@/lib/tenancy/lookup";
import { permissionsOfRole, type Permission } from "@/lib/tenancy/permissions";
import { readSessionId } from "@/lib/tenancy/session-token";
import type { TenantContext } from "@/lib/tenancy/context";
import { requireOwnOrigin, requireWidgetOrigin } from "./origin";

/** Who may call: a widget's visitor, a server with a secret key, a signed-in member. */
export type Caller = "publishable" | "secret" | "session";

/** Chooses the organization a signed-in member means; checked against their memberships. */
const ORGANIZATION_HEADER = "x-organization";

export interface Authenticated {
  caller: Caller;
  context: TenantContext;
  /**
   * What the caller may do by now, from the database. Throws as `authenticate` does when key or session has ended, and
   * `forbidden` to who belongs to the organization no more.
   */
  permissionsNow: () => Promise<ReadonlySet<Permission>>;
}

function bearer(headers: Headers): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
}

async function ownerOfKey(key: string, request: Request): Promise<KeyOwner> {
  const owner = await findKeyOwner(key);
  if (!owner) throw new AppError("unauthenticated", "The API key is not valid.");
  if (owner.kind === "publishable") requireWidgetOrigin(request.headers, owner.allowedOrigins);
  return owner;
}

async function byKey(key: string, request: Request, traceId: string): Promise<Authenticated> {
  const owner = await ownerOfKey(key, request);
  return {
    caller: owner.kind,
    context: {
      tenantId: owner.tenantId,
      organizationId: owner.organizationId,
      actor: { kind: "api_key", id: owner.keyId },
      permissions: owner.permissions,
      traceId,
    },
    permissionsNow: async () => (await ownerOfKey(key, request)).permissions,
  };
}

/**
 * The context of a member in the organization with this slug. Throws `not_found` for an unknown one and a foreign one
 * alike, and `two_factor_required` where its tenant demands a second step that the session has not passed.
 */
export function contextOfMember(
  owner: SessionOwner,
  slug: string | undefined,
  traceId: string,
): TenantContext {
  const only = owner.memberships.length === 1 ? owner.memberships[0] : undefined;
  const membership = slug
    ? owner.memberships.find((candidate) => candidate.organizationSlug === slug)
    : only;
  if (!membership) throw new AppError("not_found", "The organization was not found.");
  if (membership.requiresTwoFactor && !owner.secondStep) {
    throw new AppError(
      "two_factor_required",
      `${membership.organizationName} asks its members for two-factor sign-in. Turn it on in your account.`,
    );
  }
  return {
    tenantId: membership.tenantId,
    organizationId: membership.organizationId,
    actor: { kind: "user", id: owner.userId },
    permissions: permissionsOfRole(membership.role),
    traceId,
  };
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((part) => part.trim().split("="));
  return Object.fromEntries(pairs.map(([name, ...rest]) => [name ?? "", rest.join("=")]));
}

/**
 * The owner of the session in a request's cookie. Throws `unauthenticated` without a live one, and `origin_not_allowed`
 * for what another site's page would change.
 */
export async function sessionOwnerOf(request: Request): Promise<SessionOwner> {
  const id = await readSessionId(parseCookies(request.headers.get("cookie") ?? ""));
  const owner = id ? await findSessionOwner(id) : undefined;
  if (!owner) throw new AppError("unauthenticated", "Sign in, or send an API key.");
  if (request.method !== "GET" && request.method !== "HEAD") requireOwnOrigin(request.headers);
  return owner;
}

async function permissionsIn(
  { organizationId, traceId }: TenantContext,
  request: Request,
): Promise<ReadonlySet<Permission>> {
  const owner = await sessionOwnerOf(request);
  const membership = owner.memberships.find((one) => one.organizationId === organizationId);
  if (!membership)
    throw new AppError("forbidden", "You do not belong to this organization any more.");
  return contextOfMember(owner, membership.organizationSlug, traceId).permissions;
}

async function bySession(request: Request, traceId: string): Promise<Authenticated> {
  const owner = await sessionOwnerOf(request);
  const slug = request.headers.get(ORGANIZATION_HEADER) ?? undefined;
  const context = contextOfMember(owner, slug, traceId);
  return { caller: "session", context, permissionsNow: () => permissionsIn(context, request) };
}

/**
 * Who calls, and in which organization, by the database alone. Throws `unauthenticated` without usable credentials,
 * `forbidden` for a kind of caller the route does not serve, `origin_not_allowed` for a page that may not call.
 */
export async function authenticate(
  request: Request,
  allowed: readonly Caller[],
  traceId: string,
): Promise<Authenticated> {
  const key = bearer(request.headers);
  const found = key ? await byKey(key, request, traceId) : await bySession(request, traceId);
  if (!allowed.includes(found.caller)) {
    throw new AppError(
      "forbidden",
      `This cannot be called with a ${found.caller === "session" ? "session" : `${found.caller} key`}.`,
    );
  }
  return found;
}
