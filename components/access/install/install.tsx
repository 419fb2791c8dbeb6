"use client";
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useState } from "react";
import { useMay } from "@/components/shell/permissions";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { widgetSettingsQuery } from "@/lib/domains/access/queries";
import type { FreshKey } from "./key-kind";
import { Keys } from "./keys";
import { Origins } from "./origins";
import { Snippet } from "./snippet";

function Settings({ slug, appUrl }: { slug: string; appUrl: string }) {
  const settings = useQuery(widgetSettingsQuery(slug));
  const [made, setMade] = useState<FreshKey>();
  if (settings.isError && !settings.data) {
    return (
      <Card>
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      </Card>
    );
  }
  if (!settings.data) {
    return (
      <div aria-label="Loading" className="space-y-5">
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-44 rounded-lg" />
        <Skeleton className="h-56 rounded-lg" />
      </div>
    );
  }
  const { allowedOrigins, keys } = settings.data;
  const alive = made && keys.some(({ id }) => id === made.id) ? made : undefined;
  return (
    <div className="space-y-5">
      <Snippet slug={slug} appUrl={appUrl} keys={keys} fresh={alive} onMade={setMade} />
      <Origins slug={slug} origins={allowedOrigins} />
      <Keys slug={slug} keys={keys} onMade={setMade} />
    </div>
  );
}

/** What brings the widget to a site: its snippet, the origins it may run on, and the keys. */
export function Install({ slug, appUrl }: { slug: string; appUrl: string }) {
  if (useMay("keys:manage")) return <Settings slug={slug} appUrl={appUrl} />;
  return (
    <Card>
      <EmptyState icon={Lock} title="For owners and admins">
        Keys and the places where the widget may run are managed by an owner or admin of this
        organization. Ask one of them to install it, or to give you that role.
      </EmptyState>
    </Card>
  );
}
