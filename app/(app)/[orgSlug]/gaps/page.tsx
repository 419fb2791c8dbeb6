import type { Metadata } from "next";
import { GapsPage } from "@/components/quality/gaps/gaps-page";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Gaps" };

export default async function GapsOfOrganization({
  params,
}: {
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Gaps"
        description="What visitors asked and your knowledge did not answer, or answered badly. The same question stands here once, the most asked first."
      />
      <GapsPage slug={orgSlug} />
    </>
  );
}
