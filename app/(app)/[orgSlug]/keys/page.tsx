import type { Metadata } from "next";
import { Keys } from "@/components/access/keys/keys";
import { PageHeader } from "@/components/shell/page-header";
import { keysQuery } from "@/lib/domains/access/keys/queries";
import { listKeys } from "@/lib/domains/access/keys/service";
import { memberOfPage } from "../member";
import { Prefetched } from "../prefetched";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { context } = await memberOfPage(orgSlug);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="API keys"
        description="What your site and your servers call the front desk with."
      />
      <Prefetched
        context={context}
        permission="keys:manage"
        fill={async (cache) => {
          cache.setQueryData(keysQuery(orgSlug).queryKey, { keys: await listKeys(context) });
        }}
      >
        <Keys slug={orgSlug} />
      </Prefetched>
    </div>
  );
}
