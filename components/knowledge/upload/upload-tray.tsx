"use client";
import { ChevronDown, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useQueryClient } from "@tanstack/react-query";
import { refreshKnowledge } from "@/lib/domains/knowledge/queries";
import { hasEnded, useJobs } from "@/lib/domains/ops/queries";
import { UploadRow } from "./upload-row";
import type { Upload } from "./upload-state";

interface UploadTrayProps {
  slug: string;
  uploads: readonly Upload[];
  onCancel: (id: string) => void;
  onRetry: (id: string) => void;
  onClear: (ids: readonly string[]) => void;
}

function summary(working: number, failed: number, total: number): string {
  if (working > 0) return working === 1 ? "Adding 1 file" : `Adding ${working} files`;
  if (failed > 0) return failed === 1 ? "1 file failed" : `${failed} files failed`;
  return total === 1 ? "1 file added" : `${total} files added`;
}

/** The files that are on their way in, from the first byte until search finds them. */
export function UploadTray({ slug, uploads, onCancel, onRetry, onClear }: UploadTrayProps) {
  const client = useQueryClient();
  const [folded, setFolded] = useState(false);
  const jobIds = uploads.flatMap((upload) => (upload.phase === "accepted" ? [upload.jobId] : []));
  const jobs = useJobs(slug, jobIds);
  const jobOf = (upload: Upload) =>
    upload.phase === "accepted" ? jobs.get(upload.jobId) : undefined;
  const isAtRest = (upload: Upload) => {
    const job = jobOf(upload);
    return upload.phase === "failed" || (job !== undefined && hasEnded(job));
  };
  const ended = uploads.filter(isAtRest).length;
  useEffect(() => {
    if (ended > 0) void refreshKnowledge(client, slug);
  }, [client, slug, ended]);
  if (uploads.length === 0) return null;
  const failed = uploads.filter(
    (upload) => upload.phase === "failed" || jobOf(upload)?.status === "failed",
  ).length;
  const words = summary(uploads.length - ended, failed, uploads.length);
  return (
    <section
      aria-label="Uploads"
      className="fixed right-4 bottom-4 z-30 w-[min(24rem,calc(100vw-2rem))] overflow-hidden rounded-xl bg-raised shadow-raised"
    >
      <header className="flex h-11 items-center gap-1 border-b pr-2 pl-4">
        <h2 className="flex-1 text-sm font-semibold" aria-live="polite">
          {words}
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
          disabled={ended === 0}
          onClick={() => onClear(uploads.filter(isAtRest).map(({ id }) => id))}
        >
          <X aria-hidden />
        </Button>
      </header>
      <ul className={cn("max-h-72 divide-y overflow-y-auto", folded && "hidden")}>
        {uploads.map((upload) => (
          <UploadRow
            key={upload.id}
            slug={slug}
            upload={upload}
            job={jobOf(upload)}
            onCancel={() => onCancel(upload.id)}
            onRetry={() => onRetry(upload.id)}
          />
        ))}
      </ul>
    </section>
  );
}
