import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { Install } from "@/components/access/install/install";
import { SettingsHeader } from "@/components/shell/settings-header";
import { WIDGET_KEYS, widgetKeysQuery } from "@/lib/domains/access/keys/queries";
import { keyListQuery } from "@/lib/domains/access/keys/schema";
import { readKeys } from "@/lib/domains/access/keys/service";
import { widgetSettingsQuery } from "@/lib/domains/access/queries";
import { readWidgetDetails } from "@/lib/domains/access/widget/settings-service";
import { env } from "@/lib/env";
import { memberOfPage } from "../member";
import { Prefetched } from "../prefetched";

export const metadata: Metadata = { title: "Install" };

export default async function InstallPage({ params }: { params: Promise<{ orgSlug: string }> }) {
  const { orgSlug } = await params;
  const { context } = await memberOfPage(orgSlug);
  const types = await readFile(join(process.cwd(), "widget", "frontdesk.d.ts"), "utf8");
  return (
    <div className="max-w-3xl">
      <SettingsHeader slug={orgSlug} page="install" />
      <Prefetched
        context={context}
        permission="settings:manage"
        fill={async (cache) => {
          cache.setQueryData(
            widgetSettingsQuery(orgSlug).queryKey,
            await readWidgetDetails(context),
          );
        }}
      >
        <Prefetched
          context={context}
          permission="keys:manage"
          fill={async (cache) => {
            const keys = await readKeys(context, keyListQuery.parse(WIDGET_KEYS));
            cache.setQueryData(widgetKeysQuery(orgSlug).queryKey, keys);
          }}
        >
          <Install slug={orgSlug} appUrl={env().APP_URL} types={types} />
        </Prefetched>
      </Prefetched>
    </div>
  );
}
