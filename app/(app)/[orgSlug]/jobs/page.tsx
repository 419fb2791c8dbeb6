import type { Metadata } from "next";
import { JobsPage } from "@/components/jobs/jobs-page";
import { SettingsHeader } from "@/components/shell/settings-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsOfOrganization({
  params,
}: {
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <SettingsHeader slug={orgSlug} page="jobs" />
      <JobsPage slug={orgSlug} />
    </>
  );
}
