import type { Metadata } from "next";
import { Insights } from "@/components/insights/insights";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Insights" };

export default async function InsightsPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Insights"
        description="What visitors asked, what they were told, and what came of it."
      />
      <Insights slug={orgSlug} />
    </>
  );
}
