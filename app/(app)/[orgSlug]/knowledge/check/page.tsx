import type { Metadata } from "next";
import { Suspense } from "react";
import { CheckList } from "@/components/knowledge/check/check-list";
import { KnowledgeTabs } from "@/components/knowledge/knowledge-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../../member";

export const metadata: Metadata = { title: "Check" };

export default async function CheckPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Knowledge"
        description="What your knowledge says twice, or differently in two places."
      />
      <KnowledgeTabs slug={orgSlug} />
      <Suspense>
        <CheckList slug={orgSlug} />
      </Suspense>
    </>
  );
}
