import { redirect } from "next/navigation";
import { requireMember } from "@/lib/domains/access/page-session";

export default async function OrganizationPage({
  params,
}: {
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  await requireMember(orgSlug);
  redirect(`/${orgSlug}/knowledge`);
}
