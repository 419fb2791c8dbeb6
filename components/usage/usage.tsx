"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn, Lock } from "lucide-react";
import { useMay } from "@/components/shell/permissions";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { usage } from "@/lib/domains/usage/queries";
import { Calls } from "./calls";
import { Days } from "./days";
import { Models } from "./models";
import { Today } from "./today";

function Pending() {
  return (
    <Loading className="flex flex-col gap-6">
      {["h-36", "h-64", "h-40"].map((height) => (
        <Skeleton key={height} className={`w-full rounded-lg ${height}`} />
      ))}
    </Loading>
  );
}

function Figures({ slug }: { slug: string }) {
  const { data, error, isPending, refetch } = useQuery(usage(slug));
  if (isPending) return <Pending />;
  if (!data)
    return (
      <Card>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Card>
    );
  return (
    <div className="flex flex-col gap-6">
      <Today today={data.today} />
      {data.calls.length === 0 ? (
        <Card>
          <EmptyState icon={ChartNoAxesColumn} title="No model was asked yet">
            What the answers of a language model cost is shown here, day by day. Answers that are
            quoted from your knowledge alone cost nothing.
          </EmptyState>
        </Card>
      ) : (
        <>
          <Days byDay={data.byDay} total={data.last30Days} />
          <Models byModel={data.byModel} />
          <Calls calls={data.calls} />
        </>
      )}
    </div>
  );
}

/** What an organization's model calls cost, for those who may read it. */
export function Usage({ slug }: { slug: string }) {
  if (useMay("usage:read")) return <Figures slug={slug} />;
  return (
    <Card>
      <EmptyState icon={Lock} title="For owners and admins">
        What answers cost is read by an owner or admin. Ask one of them to look, or to give you that
        role.
      </EmptyState>
    </Card>
  );
}
