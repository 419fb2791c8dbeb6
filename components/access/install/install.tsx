"use client";
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card, Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { widgetKeysQuery } from "@/lib/domains/access/keys/queries";
import { widgetSettingsQuery } from "@/lib/domains/access/queries";
import { ApiSection } from "./api-section";
import { Guides } from "./guides";
import { Origins } from "./origins";
import { Seen } from "./seen";
import { Snippet, type FreshKey } from "./snippet";
import { policyLines, snippetLine } from "./snippet-line";

// What checks its address is no part of the page's first load.
const Doctor = dynamic(() => import("./doctor").then((module) => module.Doctor), {
  ssr: false,
  loading: () => <Skeleton className="h-[5.25rem] rounded-md" />,
});

interface Place {
  slug: string;
  appUrl: string;
  /** The declarations of `window.Frontdesk`. */
  types: string;
}

function Settings({ slug, appUrl, types }: Place) {
  const settings = useQuery(widgetSettingsQuery(slug));
  const keys = useQuery(widgetKeysQuery(slug));
  const [made, setMade] = useState<FreshKey>();
  const failed = [settings, keys].find(({ isError, data }) => isError && !data);
  if (failed) {
    return (
      <Card>
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </Card>
    );
  }
  if (!settings.data || !keys.data) {
    return (
      <Loading className="space-y-5">
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-56 rounded-lg" />
      </Loading>
    );
  }
  const live = keys.data.keys;
  const fresh = made && live.some(({ id }) => id === made.id) ? made : undefined;
  const { color, position, allowedOrigins, seen } = settings.data;
  const line = snippetLine({ appUrl, apiKey: fresh?.key, color, position });
  return (
    <div className="space-y-5">
      <Snippet slug={slug} appUrl={appUrl} existing={live.length} fresh={fresh} onMade={setMade} />
      <Origins slug={slug} origins={allowedOrigins} />
      <Section
        title="Does it work?"
        description="Open the chat on your site once and it shows up here, or have a page checked."
      >
        <div className="space-y-5">
          <Seen seen={seen} />
          <Doctor slug={slug} origins={allowedOrigins} />
        </div>
      </Section>
      <Guides line={line} policy={policyLines(appUrl)} />
      <ApiSection types={types} />
    </div>
  );
}

/** What brings the widget to a site: its snippet, and the origins it may run on. */
export function Install(place: Place) {
  const may = [useMay("keys:manage"), useMay("settings:manage")];
  if (may.every(Boolean)) return <Settings {...place} />;
  return (
    <Card>
      <EmptyState icon={Lock} title="For owners and admins">
        The widget’s key and the places where it may run are managed by an owner or admin of this
        organization. Ask one of them to install it, or to give you that role.
      </EmptyState>
    </Card>
  );
}
