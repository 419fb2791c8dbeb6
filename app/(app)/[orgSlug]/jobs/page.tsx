import type { Metadata } from "next";
import { JobsPage } from "@/components/jobs/jobs-page";
import { PageHeader } from "@/components/shell/page-header";
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
      <PageHeader
        title="Jobs"
        description="What your front desk works on in the background, and what came of it."
      />
      <JobsPage slug={orgSlug} />
    </>
  );
}
