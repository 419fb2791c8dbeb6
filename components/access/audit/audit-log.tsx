"use client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Download, Lock, ScrollText, SearchX } from "lucide-react";
import { toast } from "@/components/ui/toast";
import { useMay } from "@/components/shell/permissions";
import { ListEnd } from "@/components/shell/list-end";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { saveFile } from "@/components/ui/save-file";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { describeError } from "@/lib/core/problem";
import { auditLog, downloadAudit } from "@/lib/domains/access/audit/queries";
import { AuditFilters } from "./audit-filters";
import { AuditRow } from "./audit-row";
import { useAuditFilter } from "./use-audit-filter";

function Pending() {
  return (
    <Loading className="divide-y">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="px-4 py-3">
          <Skeleton className="h-4 w-3/5" />
        </div>
      ))}
    </Loading>
  );
}

function Events({ slug }: { slug: string }) {
  const [filter, setFilter] = useAuditFilter();
  const log = useInfiniteQuery(auditLog(slug, filter));
  const exporting = useMutation({
    mutationFn: () => downloadAudit(slug, filter),
    onSuccess: ({ file, isCut }) => {
      saveFile("audit-log.csv", file);
      if (isCut)
        toast.warning("Only the newest 10,000 events", {
          description: "For older ones choose an earlier day under Until and export again.",
        });
    },
    onError: (error) => toast.error("Not exported", { description: describeError(error).detail }),
  });
  const events = log.data?.pages.flatMap((page) => page.events) ?? [];
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <AuditFilters filter={filter} onChange={setFilter} />
        <Button busy={exporting.isPending} onClick={() => exporting.mutate()} className="mb-3">
          <Download aria-hidden />
          Export as CSV
        </Button>
      </div>
      <Card>
        {log.isPending && <Pending />}
        {log.isError && events.length === 0 && (
          <ErrorState error={log.error} onRetry={() => void log.refetch()} />
        )}
        {log.isSuccess && events.length === 0 && (
          <EmptyState
            icon={narrowed ? SearchX : ScrollText}
            title={narrowed ? "Nothing fits" : "Nothing yet"}
            {...(narrowed && {
              actions: <Button onClick={() => setFilter({})}>Show everything</Button>,
            })}
          >
            {narrowed
              ? "Nothing that was done fits these choices."
              : "Whatever is changed in this organization is written here."}
          </EmptyState>
        )}
        {events.length > 0 && (
          <ul aria-label="Events" className="divide-y">
            {events.map((event) => (
              <AuditRow
                key={event.id}
                event={event}
                onNarrow={(part) => setFilter({ ...filter, ...part })}
              />
            ))}
          </ul>
        )}
      </Card>
      <ListEnd list={log}>Show older</ListEnd>
    </>
  );
}

/** Who did what in an organization, for those who may read it. */
export function AuditLog({ slug }: { slug: string }) {
  if (useMay("audit:read")) return <Events slug={slug} />;
  return (
    <Card>
      <EmptyState icon={Lock} title="For owners and admins">
        What was done in this organization is read by an owner or admin. Ask one of them to look, or
        to give you that role.
      </EmptyState>
    </Card>
  );
}
