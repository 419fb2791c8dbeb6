import type { Metadata } from "next";
import { Suspense } from "react";
import { AddKnowledge } from "@/components/knowledge/list/add-knowledge";
import { DropArea } from "@/components/knowledge/list/drop-area";
import { KnowledgeList } from "@/components/knowledge/list/knowledge-list";
import { KnowledgeTabs } from "@/components/knowledge/knowledge-tabs";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Knowledge" };

export default async function KnowledgePage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <DropArea>
      <PageHeader
        title="Knowledge"
        description="What your front desk answers from, and nothing else."
        actions={<AddKnowledge slug={orgSlug} />}
      />
      <KnowledgeTabs slug={orgSlug} />
      <Suspense>
        <KnowledgeList slug={orgSlug} />
      </Suspense>
    </DropArea>
  );
}
