import type { Metadata } from "next";
import { Suspense } from "react";
import { KnowledgeTabs } from "@/components/knowledge/knowledge-tabs";
import { AddKnowledge } from "@/components/knowledge/list/add-knowledge";
import { DropArea } from "@/components/knowledge/list/drop-area";
import { KnowledgeList } from "@/components/knowledge/list/knowledge-list";
import { PageHeader } from "@/components/shell/page-header";
import { KNOWLEDGE_PAGE, knowledgeList } from "@/lib/domains/knowledge/queries";
import { listQuery } from "@/lib/domains/knowledge/schema";
import { listKnowledge } from "@/lib/domains/knowledge/service";
import { memberOfPage } from "../member";
import { firstPage, Prefetched } from "../prefetched";

export const metadata: Metadata = { title: "Knowledge" };

export default async function KnowledgePage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { context } = await memberOfPage(orgSlug);
  return (
    <DropArea>
      <PageHeader
        title="Knowledge"
        description="What your front desk answers from, and nothing else."
        actions={<AddKnowledge slug={orgSlug} />}
      />
      <KnowledgeTabs slug={orgSlug} />
      <Prefetched
        context={context}
        permission="kb:read"
        fill={async (cache) => {
          const page = await listKnowledge(context, listQuery.parse({ limit: KNOWLEDGE_PAGE }));
          cache.setQueryData(knowledgeList(orgSlug, {}).queryKey, firstPage(page));
        }}
      >
        <Suspense>
          <KnowledgeList slug={orgSlug} />
        </Suspense>
      </Prefetched>
    </DropArea>
  );
}
