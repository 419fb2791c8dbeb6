import type { Metadata } from "next";
import { Keys } from "@/components/access/keys/keys";
import { PageHeader } from "@/components/shell/page-header";
import { memberOfPage } from "../member";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  await memberOfPage(orgSlug);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="API keys"
        description="What your site and your servers call the front desk with."
      />
      <Keys slug={orgSlug} />
    </div>
  );
}
