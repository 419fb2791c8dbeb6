"use client";
import { useQuery } from "@tanstack/react-query";
import { Check, Globe } from "lucide-react";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { Origins } from "@/components/access/install/origins";
import { Snippet, type FreshKey } from "@/components/access/install/snippet";
import { useMay } from "@/components/shell/permissions";
import { ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { widgetKeysQuery } from "@/lib/domains/access/keys/queries";
import { useChangeOrigin, widgetSettingsQuery } from "@/lib/domains/access/queries";
import { sourcesQuery } from "@/lib/domains/knowledge/sources/queries";

/** The site that was just read is where the widget most likely belongs: one click allows it. */
function OfferOrigin({
  slug,
  offered,
  onChanged,
}: {
  slug: string;
  offered: string;
  onChanged: () => void;
}) {
  const change = useChangeOrigin(slug);
  const allow = () =>
    void change
      .mutateAsync({ origin: offered, allowed: true })
      .then(onChanged, tellFailure("Not allowed"));
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      <Globe className="size-4 shrink-0 text-muted" aria-hidden />
      <p className="min-w-0 flex-1 basis-48 text-sm">
        Let the widget run on{" "}
        <span className="font-mono text-[0.8125rem] break-all">{offered}</span>
      </p>
      <Button
        variant="primary"
        busy={change.isPending}
        aria-label={`Allow ${offered}`}
        onClick={allow}
      >
        {!change.isPending && <Check aria-hidden />}
        Allow
      </Button>
    </Card>
  );
}

function Settings({
  slug,
  appUrl,
  onChanged,
}: {
  slug: string;
  appUrl: string;
  onChanged: () => void;
}) {
  const settings = useQuery(widgetSettingsQuery(slug));
  const keys = useQuery(widgetKeysQuery(slug));
  const sources = useQuery(sourcesQuery(slug)).data?.sources ?? [];
  const [made, setMade] = useState<FreshKey>();
  const failed = [settings, keys].find(({ isError, data }) => isError && !data);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!settings.data || !keys.data)
    return (
      <Loading>
        <Skeleton className="h-40 rounded-lg" />
      </Loading>
    );
  const origins = settings.data.allowedOrigins;
  const live = keys.data.keys;
  const fresh = made && live.some(({ id }) => id === made.id) ? made : undefined;
  const sites = new Set(sources.map(({ url }) => new URL(url).origin));
  const offered = [...sites].filter((site) => !origins.includes(site));
  return (
    <>
      {offered.map((site) => (
        <OfferOrigin key={site} slug={slug} offered={site} onChanged={onChanged} />
      ))}
      {(origins.length > 0 || offered.length === 0) && <Origins slug={slug} origins={origins} />}
      <Snippet
        slug={slug}
        appUrl={appUrl}
        existing={live.length}
        fresh={fresh}
        onMade={(key) => {
          setMade(key);
          onChanged();
        }}
      />
    </>
  );
}

/** Where the widget may run, and the line that brings it there. */
export function PutOnSite(props: { slug: string; appUrl: string; onChanged: () => void }) {
  const may = [useMay("keys:manage"), useMay("settings:manage")];
  if (may.every(Boolean)) return <Settings {...props} />;
  return (
    <p className="text-sm text-muted">
      An owner or admin of this organization does this. Everything else here is open to you.
    </p>
  );
}
