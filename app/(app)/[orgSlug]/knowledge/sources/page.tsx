import type { Metadata } from "next";
import { KnowledgeTabs } from "@/components/knowledge/knowledge-tabs";
import { SourceList } from "@/components/knowledge/sources/source-list";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../../member";

export const metadata: Metadata = { title: "Websites" };

export default async function SourcesPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Knowledge"
        description="What your front desk answers from, and nothing else."
      />
      <KnowledgeTabs slug={orgSlug} />
      <SourceList slug={orgSlug} />
    </>
  );
}
