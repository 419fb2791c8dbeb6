import type { Metadata } from "next";
import { GapsPage } from "@/components/quality/gaps/gaps-page";
import { PageHeader } from "@/components/shell/page-header";
import { gapsQuery } from "@/lib/domains/quality/gaps/queries";
import { gapListQuery } from "@/lib/domains/quality/gaps/schema";
import { readGaps } from "@/lib/domains/quality/gaps/service";
import { memberOfPage } from "../member";
import { firstPage, Prefetched } from "../prefetched";

export const metadata: Metadata = { title: "Gaps" };

export default async function GapsOfOrganization({
  params,
}: {
  params: Promise<{ orgSlug: string }>;
}) {
  const { orgSlug } = await params;
  const { context } = await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Gaps"
        description="What visitors asked and your knowledge did not answer, or answered badly. The same question stands here once, the most asked first."
      />
      <Prefetched
        context={context}
        permission="conversations:read"
        fill={async (cache) => {
          const page = await readGaps(context, gapListQuery.parse({}));
          cache.setQueryData(gapsQuery(orgSlug, "open").queryKey, firstPage(page));
        }}
      >
        <GapsPage slug={orgSlug} />
      </Prefetched>
    </>
  );
}
