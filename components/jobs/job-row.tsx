"use client";
import { Ban, RotateCw } from "lucide-react";
import { useRef, useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { Permitted } from "@/components/shell/permissions";
import { TraceId } from "@/components/shell/states";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { areaOf, KIND_NAMES } from "@/lib/domains/ops/job-kinds-terms";
import { hasEnded, useCancelJob, useRetryJob } from "@/lib/domains/ops/queries";
import type { JobView } from "@/lib/domains/ops/schema";
import { JobStatusBadge } from "./job-status";
import { kindInWords, lossOf } from "./job-words";
import { Moment } from "./moment";

function JobProgress({ job }: { job: JobView }) {
  const { done, total } = job.progress;
  const name = `Progress of ${kindInWords(job.kind)}`;
  const value = total > 0 && (done > 0 || hasEnded(job)) ? done / total : undefined;
  if (job.status === "queued") return <Progress value={0} label={name} className="mt-2" />;
  const failed = job.status === "failed";
  if (job.status === "cancelled" || job.status === "succeeded" || (failed && value === 1))
    return null;
  return (
    <div className="mt-2 flex items-center gap-3">
      <Progress value={value} label={name} tone={failed ? "danger" : "accent"} className="flex-1" />
      <span className="text-xs text-muted tabular-nums">
        {value === undefined ? "Started" : `${Math.round(value * 100)} %`}
      </span>
    </div>
  );
}

function CancelJob({ slug, job, disabled }: { slug: string; job: JobView; disabled: boolean }) {
  const cancel = useCancelJob(slug);
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const confirm = () =>
    void cancel
      .mutateAsync(job.id)
      .catch(tellFailure("Not cancelled"))
      .finally(() => setAsking(false));
  return (
    <>
      <Button ref={button} size="sm" disabled={disabled} onClick={() => setAsking(true)}>
        <Ban aria-hidden />
        Cancel…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this job?"
        action="Cancel the job"
        cancel="Let it go on"
        busy={cancel.isPending}
        openedBy={button}
        onConfirm={confirm}
      >
        <p>{lossOf(job.kind)}</p>
      </ConfirmDialog>
    </>
  );
}

function RetryJob({ slug, job, disabled }: { slug: string; job: JobView; disabled: boolean }) {
  const retry = useRetryJob(slug);
  const again = () =>
    void retry
      .mutateAsync(job.id)
      .then(
        () => toast.success("Started again", { description: kindInWords(job.kind) }),
        tellFailure("Not started"),
      );
  return (
    <Button size="sm" busy={retry.isPending} disabled={disabled} onClick={again}>
      {!retry.isPending && <RotateCw aria-hidden />}
      Try again
    </Button>
  );
}

function Controls({ slug, job }: { slug: string; job: JobView }) {
  const kind = KIND_NAMES.find((known) => known === job.kind);
  if (!kind || job.status === "succeeded") return null;
  const { write, mustEnd } = areaOf(kind);
  const open = !hasEnded(job);
  if (open && mustEnd) return null;
  return (
    <Permitted permission={write}>
      {(disabled) =>
        open ? (
          <CancelJob slug={slug} job={job} disabled={disabled} />
        ) : (
          <RetryJob slug={slug} job={job} disabled={disabled} />
        )
      }
    </Permitted>
  );
}

/** One job: what it does, how far it is, when, why it failed, and what can be done about it. */
export function JobRow({ slug, job }: { slug: string; job: JobView }) {
  const { kind, status, attempts, createdAt, startedAt, finishedAt, error, traceId } = job;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-sm font-medium">{kindInWords(kind)}</h2>
          <JobStatusBadge status={status} />
        </div>
        <JobProgress job={job} />
        {error && (
          <p
            className={`mt-1.5 text-[0.8125rem] ${status === "failed" ? "text-danger" : "text-warning"}`}
          >
            {error.message}
          </p>
        )}
        <p className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-[0.8125rem] text-muted">
          {startedAt ? (
            <Moment name="Started" at={startedAt} />
          ) : (
            <Moment name="Waiting since" at={createdAt} />
          )}
          {finishedAt && <Moment name="Finished" at={finishedAt} />}
          {attempts > 1 && <span>{attempts} attempts</span>}
        </p>
        {status !== "succeeded" && <TraceId id={traceId} />}
      </div>
      <Controls slug={slug} job={job} />
    </li>
  );
}
