"use client";
import { Check, CircleAlert, FileText, RotateCw, X } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { JobStage } from "../job-stage";
import { fileSize, type Upload } from "./upload-state";

function stateOf(upload: Upload, stage: JobStage): JobStage {
  const size = fileSize(upload.file.size);
  switch (upload.phase) {
    case "waiting":
      return { words: `Waiting · ${size}`, tone: "accent", value: 0 };
    case "sending":
      // The last byte is on its way; the answer comes when the server has stored them all.
      if (upload.sent === upload.file.size) return { words: `Storing ${size}`, tone: "accent" };
      return {
        words: `Sending ${fileSize(upload.sent)} of ${size}`,
        tone: "accent",
        value: upload.sent / upload.file.size,
      };
    case "failed":
      return { words: upload.reason, tone: "danger", value: 1 };
    case "accepted":
      return stage;
  }
}

export function UploadRow({
  slug,
  upload,
  stage,
  onCancel,
  onRetry,
  onOpen,
}: {
  slug: string;
  upload: Upload;
  /** Where its document is once it has been accepted. */
  stage: JobStage;
  onCancel: () => void;
  onRetry: () => void;
  onOpen: () => void;
}) {
  const { words, tone, value } = stateOf(upload, stage);
  const { name } = upload.file;
  const Icon = { accent: FileText, success: Check, danger: CircleAlert }[tone];
  const colour = { accent: "text-muted", success: "text-success", danger: "text-danger" }[tone];
  return (
    <li className="flex gap-3 px-4 py-2.5">
      <Icon className={`mt-0.5 size-4 shrink-0 ${colour}`} aria-hidden />
      <div className="min-w-0 flex-1">
        {upload.phase === "accepted" ? (
          <Link
            href={`/${slug}/knowledge/${upload.documentId}`}
            className="block truncate text-sm font-medium hover:underline"
            onClick={onOpen}
          >
            {name}
          </Link>
        ) : (
          <p className="truncate text-sm font-medium">{name}</p>
        )}
        <p className={tone === "danger" ? "text-xs text-danger" : "text-xs text-muted"}>{words}</p>
        {tone === "accent" && (
          <Progress value={value} label={`Progress of ${name}`} className="mt-1.5" />
        )}
      </div>
      {upload.phase === "failed" && upload.canRetry && (
        <Button variant="ghost" size="icon" aria-label={`Try ${name} again`} onClick={onRetry}>
          <RotateCw aria-hidden />
        </Button>
      )}
      {(upload.phase === "waiting" || upload.phase === "sending" || upload.phase === "failed") && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={upload.phase === "failed" ? `Remove ${name}` : `Cancel ${name}`}
          onClick={onCancel}
        >
          <X aria-hidden />
        </Button>
      )}
    </li>
  );
}
