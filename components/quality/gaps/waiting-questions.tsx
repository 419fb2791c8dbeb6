"use client";
import { useEffect } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { Permitted } from "@/components/shell/permissions";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { hasEnded, useJobs } from "@/lib/domains/ops/queries";
import { useRefreshGaps, useSortGaps } from "@/lib/domains/quality/gaps/queries";
import { counted } from "./gap-words";

/** Says how many questions are in no gap yet, and has them sorted at once. */
export function WaitingQuestions({ slug, waiting }: { slug: string; waiting: number }) {
  const sort = useSortGaps(slug);
  const refresh = useRefreshGaps(slug);
  const jobId = sort.data?.jobId;
  const job = useJobs(slug, jobId ? [jobId] : []).get(jobId ?? "");
  const status = job?.status;
  const atWork = job !== undefined && !hasEnded(job);
  useEffect(() => {
    if (status === "succeeded") refresh();
  }, [status, refresh]);
  if (waiting === 0 && !atWork) return null;
  const start = () => void sort.mutateAsync(undefined).catch(tellFailure("Not started"));
  const { done, total } = job?.progress ?? { done: 0, total: 0 };
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-subtle px-4 py-3">
      <p role="status" className="text-[0.8125rem] text-muted">
        {atWork
          ? "New questions are being sorted…"
          : `${counted(waiting, "new question is", "new questions are")} not sorted into gaps yet. That happens by itself every quarter of an hour.`}
      </p>
      {atWork ? (
        <Progress
          className="max-w-40"
          label="Sorting"
          value={total > 0 ? done / total : undefined}
        />
      ) : (
        <Permitted permission="kb:write">
          {(disabled) => (
            <Button size="sm" busy={sort.isPending} disabled={disabled} onClick={start}>
              Sort now
            </Button>
          )}
        </Permitted>
      )}
    </div>
  );
}
