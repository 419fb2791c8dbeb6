import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { currentUser, requireMember } from "@/lib/domains/access/page-session";
import { OrganizationFrame } from "../../organization-frame";

/** Around an address that no page has: a member stays inside the organization, for everybody else there is nothing. */
export default async function UnknownLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  // Who is not signed in is not asked to sign in for what does not exist.
  if (!(await currentUser())) notFound();
  return <OrganizationFrame member={await requireMember(orgSlug)}>{children}</OrganizationFrame>;
}
