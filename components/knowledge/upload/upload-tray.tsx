"use client";
import { ChevronDown, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useQueryClient } from "@tanstack/react-query";
import { refreshKnowledge } from "@/lib/domains/knowledge/queries";
import { hasEnded, useJobs } from "@/lib/domains/ops/queries";
import { jobStage } from "../job-stage";
import { UploadRow } from "./upload-row";
import type { Upload } from "./upload-state";
import { useFailures } from "./use-failures";

interface UploadTrayProps {
  slug: string;
  uploads: readonly Upload[];
  onCancel: (id: string) => void;
  onRetry: (id: string) => void;
  onClear: (ids: readonly string[]) => void;
}

function files(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}

function summary(working: number, failed: number, total: number): string {
  if (working > 0) return `Adding ${files(working)}${failed > 0 ? ` · ${failed} failed` : ""}`;
  return failed > 0 ? `${files(failed)} failed` : `${files(total)} added`;
}

/** On a phone the open tray hides half of the page beneath it. */
function isInTheWay(): boolean {
  return window.matchMedia("(width < 48rem)").matches;
}

/** The files that are on their way in, from the first byte until search finds them. */
export function UploadTray(props: UploadTrayProps) {
  return props.uploads.length > 0 && <OpenTray {...props} />;
}

function OpenTray({ slug, uploads, onCancel, onRetry, onClear }: UploadTrayProps) {
  const client = useQueryClient();
  const [folded, setFolded] = useState(isInTheWay);
  const accepted = uploads.filter((upload) => upload.phase === "accepted");
  const jobs = useJobs(
    slug,
    accepted.map(({ jobId }) => jobId),
  );
  const jobEnded = (jobId: string) => {
    const job = jobs.get(jobId);
    return job !== undefined && hasEnded(job);
  };
  const failures = useFailures(
    slug,
    accepted.some(({ jobId }) => !jobEnded(jobId)),
  );
  const shown = uploads.map((upload) => {
    if (upload.phase !== "accepted")
      return { upload, stage: jobStage(undefined), atRest: upload.phase === "failed" };
    const failure = failures.get(upload.documentId);
    const stage = jobStage(jobs.get(upload.jobId), failure);
    return { upload, stage, atRest: failure !== undefined || jobEnded(upload.jobId) };
  });
  const ended = shown.filter(({ atRest }) => atRest);
  useEffect(() => {
    if (accepted.length > 0) void refreshKnowledge(client, slug);
  }, [client, slug, accepted.length, ended.length]);
  const failed = ended.filter(
    ({ upload, stage }) => upload.phase === "failed" || stage.tone === "danger",
  ).length;
  return (
    <section
      aria-label="Uploads"
      className="fixed right-4 bottom-4 z-30 w-[min(24rem,calc(100vw-2rem))] overflow-hidden rounded-xl bg-raised shadow-raised"
    >
      <header className={cn("flex h-11 items-center gap-1 pr-2 pl-4", !folded && "border-b")}>
        <h2 className="flex-1 text-sm font-semibold" aria-live="polite">
          {summary(uploads.length - ended.length, failed, uploads.length)}
        </h2>
        <Button
          variant="ghost"
          size="icon"
          aria-expanded={!folded}
          aria-label={folded ? "Show the files" : "Hide the files"}
          onClick={() => setFolded(!folded)}
        >
          <ChevronDown className={cn("transition-transform", folded && "rotate-180")} aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Clear the finished files"
          disabled={ended.length === 0}
          onClick={() => onClear(ended.map(({ upload }) => upload.id))}
        >
          <X aria-hidden />
        </Button>
      </header>
      <ul className={cn("max-h-[min(18rem,40dvh)] divide-y overflow-y-auto", folded && "hidden")}>
        {shown.map(({ upload, stage }) => (
          <UploadRow
            key={upload.id}
            slug={slug}
            upload={upload}
            stage={stage}
            onCancel={() => onCancel(upload.id)}
            onRetry={() => onRetry(upload.id)}
            onOpen={() => setFolded(isInTheWay())}
          />
        ))}
      </ul>
    </section>
  );
}
