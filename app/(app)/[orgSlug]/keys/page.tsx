import type { Metadata } from "next";
import { Keys } from "@/components/access/keys/keys";
import { SettingsHeader } from "@/components/shell/settings-header";
import { keysQuery } from "@/lib/domains/access/keys/queries";
import { keyListQuery } from "@/lib/domains/access/keys/schema";
import { readKeys } from "@/lib/domains/access/keys/service";
import { KEY_LIST_STATES } from "@/lib/domains/access/keys/terms";
import { memberOfPage } from "../member";
import { firstPage, Prefetched } from "../prefetched";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { context } = await memberOfPage(orgSlug);
  return (
    <div className="max-w-3xl">
      <SettingsHeader slug={orgSlug} page="keys" />
      <Prefetched
        context={context}
        permission="keys:manage"
        fill={async (cache) => {
          for (const state of KEY_LIST_STATES) {
            const page = await readKeys(context, keyListQuery.parse({ state }));
            cache.setQueryData(keysQuery(orgSlug, { state }).queryKey, firstPage(page));
          }
        }}
      >
        <Keys slug={orgSlug} />
      </Prefetched>
    </div>
  );
}
