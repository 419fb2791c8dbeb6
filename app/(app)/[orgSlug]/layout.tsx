import type { ReactNode } from "react";
import { OrganizationFrame } from "../organization-frame";
import { memberOfPage } from "./member";

export default async function OrganizationLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  return <OrganizationFrame member={await memberOfPage(orgSlug)}>{children}</OrganizationFrame>;
}
