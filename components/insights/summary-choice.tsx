"use client";
import { useQuery } from "@tanstack/react-query";
import { UnconfirmedNotice } from "@/components/access/account/unconfirmed-notice";
import { ErrorState } from "@/components/shell/states";
import { tellFailure } from "@/components/shell/tell-failure";
import { Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { summarySettingQuery, useSetSummary } from "@/lib/domains/insights/queries";

const LABEL = "Mail me last week's figures";

/** Whether the member is mailed the figures each Monday. */
export function SummaryChoice({ slug }: { slug: string }) {
  const setting = useQuery(summarySettingQuery(slug));
  const change = useSetSummary(slug);
  return (
    <Section
      title="Weekly summary"
      description="Each Monday at 7:00 by your opening hours' time zone, or UTC without any. None for a week in which nobody asked."
    >
      {setting.isPending && (
        <Loading>
          <Skeleton className="h-5 w-56" />
        </Loading>
      )}
      {setting.error && !setting.data && (
        <ErrorState error={setting.error} onRetry={() => void setting.refetch()} />
      )}
      {setting.data && (
        <>
          <label className="flex items-center gap-3 text-sm">
            <Checkbox
              label={LABEL}
              checked={setting.data.mailsSummary}
              onChange={(on) => void change.mutateAsync(on).catch(tellFailure("Not changed"))}
            />
            {LABEL}
          </label>
          <UnconfirmedNotice />
        </>
      )}
    </Section>
  );
}
