import { redirect } from "next/navigation";
import { memberOfPage } from "./member";

export default async function OrganizationPage({
  params,
}: {
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  redirect(`/${orgSlug}/knowledge`);
}
