import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { Usage } from "@/components/usage/usage";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <>
      <PageHeader
        title="Usage"
        description="What the answers of language models cost, against the budget of each day."
      />
      <Usage slug={orgSlug} />
    </>
  );
}
