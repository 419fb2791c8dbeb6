"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesCombined, Download } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { saveFile } from "@/components/ui/save-file";
import { Select } from "@/components/ui/select";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { insights, insightsCsv } from "@/lib/domains/insights/queries";
import type { InsightsView } from "@/lib/domains/insights/schema";
import { RANGES } from "@/lib/domains/insights/terms";
import { BusyHours } from "./busy-hours";
import { DayTable } from "./day-table";
import { FigureCard } from "./figure-card";
import { figuresOf } from "./figures";
import { SummaryChoice } from "./summary-choice";
import { useRange } from "./use-range";

// The library of charts is larger than all else of the page.
const AnswersChart = dynamic(
  () => import("./answers-chart").then((module) => module.AnswersChart),
  { ssr: false, loading: () => <Skeleton className="h-55 w-full" /> },
);

function Pending() {
  return (
    <Loading className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {Array.from({ length: 8 }, (_, at) => (
        <Skeleton key={at} className="h-32 w-full rounded-lg" />
      ))}
    </Loading>
  );
}

function Nothing({ slug }: { slug: string }) {
  return (
    <Card>
      <EmptyState
        icon={ChartNoAxesCombined}
        title="Nobody has asked anything yet"
        actions={
          <Button asChild variant="primary">
            <Link href={`/${slug}/install`}>Put the widget on your site</Link>
          </Button>
        }
      >
        Once visitors ask, you see here how many were answered, when they come, and which of them
        left their address. What you ask in the playground is not counted.
      </EmptyState>
    </Card>
  );
}

function Figures({ view }: { view: InsightsView }) {
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {figuresOf(view).map((figure) => (
          <FigureCard key={figure.name} {...figure} />
        ))}
      </dl>
      <Section title="Questions by day" description="Answered with a source, and left unanswered.">
        <AnswersChart byDay={view.byDay} />
        <DayTable byDay={view.byDay} />
      </Section>
      <Section title="Busiest hours" description="When visitors ask, in your own time zone.">
        <BusyHours byHour={view.byHour} />
      </Section>
    </div>
  );
}

/** What the front desk did in the last days. */
export function Insights({ slug }: { slug: string }) {
  const [days, setDays] = useRange();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { data, error, isPending, refetch } = useQuery(insights(slug, { days, timeZone }));
  const isEmpty = data && data.total.questions + data.total.leads + data.before.questions === 0;
  return (
    <>
      <div className="mb-4 flex flex-wrap justify-between gap-3">
        <Select
          label="Days shown"
          className="w-40"
          value={String(days)}
          onChange={(value) => setDays(RANGES.find((range) => String(range) === value) ?? 30)}
          options={RANGES.map((range) => ({ value: String(range), label: `Last ${range} days` }))}
        />
        <Button
          disabled={!data || isEmpty}
          onClick={() =>
            data &&
            saveFile("insights.csv", new Blob([insightsCsv(data.byDay)], { type: "text/csv" }))
          }
        >
          <Download aria-hidden />
          Export as CSV
        </Button>
      </div>
      {isPending && <Pending />}
      {!isPending && !data && (
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      )}
      {data && (isEmpty ? <Nothing slug={slug} /> : <Figures view={data} />)}
      <div className="mt-6">
        <SummaryChoice slug={slug} />
      </div>
    </>
  );
}
