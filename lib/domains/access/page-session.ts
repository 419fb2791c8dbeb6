import "server-only";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/core/errors";
import { contextOfMember } from "@/lib/http/authenticate";
import { newTraceId } from "@/lib/platform/log/trace";
import { withAuthLookup } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findSessionOwner, type SessionOwner } from "@/lib/tenancy/lookup";
import { requireOperator } from "@/lib/tenancy/operator";
import type { OperatorPermission, RoleName } from "@/lib/tenancy/permissions";
import { readSessionId } from "@/lib/tenancy/session-token";
import { isOwnArchived } from "./businesses/list-service";
import { findUserProfile } from "./repository";

export interface CurrentUser {
  userId: string;
  name: string;
  email: string;
  organizations: {
    slug: string;
    name: string;
    business: { id: string; name: string };
    role: RoleName;
  }[];
}

interface Loaded {
  owner: SessionOwner;
  user: CurrentUser;
}

// React's cache lives for one request, so it never hands one person's rows to another.
const load = cache(async (): Promise<Loaded | undefined> => {
  const jar = Object.fromEntries(
    (await cookies()).getAll().map(({ name, value }) => [name, value]),
  );
  const sessionId = await readSessionId(jar);
  const owner = sessionId ? await findSessionOwner(sessionId) : undefined;
  if (!owner) return undefined;
  const profile = await withAuthLookup((tx) => findUserProfile(tx, owner.userId));
  if (!profile) return undefined;
  const organizations = owner.memberships.map((membership) => ({
    slug: membership.organizationSlug,
    name: membership.organizationName,
    business: { id: membership.tenantId, name: membership.tenantName },
    role: membership.role,
  }));
  return { owner, user: { userId: owner.userId, ...profile, organizations } };
});

/** Where a person begins: their first organization, or their businesses where there is none in use. */
export function homeOf({ organizations }: CurrentUser): string {
  const [first] = organizations;
  return first ? `/${first.slug}/knowledge` : "/businesses";
}

/** Who is signed in, for a page; undefined when nobody is. */
export async function currentUser(): Promise<CurrentUser | undefined> {
  return (await load())?.user;
}

/**
 * The person for a page of operators. Redirects to sign-in without a session, and to the person's account where the session
 * has passed no second step; for who is no operator there is no such page.
 */
export async function requireOperatorPage(permission: OperatorPermission): Promise<CurrentUser> {
  const loaded = await load();
  if (!loaded) redirect("/sign-in?callbackUrl=/operator");
  try {
    await requireOperator(loaded.owner, permission);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "two_factor_required") redirect("/account?demandedBy=%2Foperator");
    if (error.code === "not_found" || error.code === "forbidden") notFound();
    throw error;
  }
  return loaded.user;
}

/** Somebody in one of their organizations. */
export interface Member {
  context: TenantContext;
  user: CurrentUser;
  organization: { slug: string; name: string; role: RoleName };
}

type Membership = SessionOwner["memberships"][number];

const membershipIn = ({ owner }: Loaded, slug: string) =>
  owner.memberships.find(({ organizationSlug }) => organizationSlug === slug);

const lacksSecondStep = ({ secondStep }: SessionOwner, { requiresTwoFactor }: Membership) =>
  requiresTwoFactor && !secondStep;

const memberOf = (
  { owner, user }: Loaded,
  { organizationSlug: slug, organizationName: name, role }: Membership,
): Member => ({
  context: contextOfMember(owner, slug, newTraceId()),
  user,
  organization: { slug, name, role },
});

/**
 * The member for a page of one organization. Redirects to sign-in without a session, and to the person's account where
 * the organization demands a second step that the session has not passed; a foreign slug is a 404, and an archived one too
 * but for who has a role in its tenant: they are led to their businesses, where it is restored.
 */
export async function requireMember(slug: string): Promise<Member> {
  const loaded = await load();
  if (!loaded) redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/${slug}`)}`);
  const membership = membershipIn(loaded, slug);
  if (!membership && (await isOwnArchived(loaded.owner.userId, slug)))
    redirect(`/businesses?archived=${encodeURIComponent(slug)}`);
  if (!membership) notFound();
  if (lacksSecondStep(loaded.owner, membership))
    redirect(`/account?demandedBy=${encodeURIComponent(slug)}`);
  return memberOf(loaded, membership);
}

/** The same for who may see that organization now; undefined for everybody else, who is led nowhere. */
export async function findMember(slug: string): Promise<Member | undefined> {
  const loaded = await load();
  const membership = loaded && membershipIn(loaded, slug);
  if (!membership || lacksSecondStep(loaded.owner, membership)) return undefined;
  return memberOf(loaded, membership);
}
