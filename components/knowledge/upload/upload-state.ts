import type { ProblemDocument } from "@/lib/core/problem";
import { MAX_FILE_BYTES } from "@/lib/domains/knowledge/terms";

/** What the file dialog offers and what the parsers read. */
export const ACCEPTED = [".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".csv"];

/** How many files are on their way at once: more would only share the same line. */
const AT_ONCE = 3;

export type Upload = { id: string; file: File; sent: number } & (
  | { phase: "waiting" | "sending" }
  | { phase: "accepted"; documentId: string; jobId: string }
  | { phase: "failed"; reason: string; canRetry: boolean }
);

export type UploadAction =
  | { type: "add"; files: readonly { id: string; file: File }[] }
  | { type: "start" | "retry"; id: string }
  | { type: "sent"; id: string; bytes: number }
  | { type: "accepted"; id: string; documentId: string; jobId: string }
  | { type: "failed"; id: string; reason: string; canRetry: boolean }
  | { type: "remove"; ids: readonly string[] };

/** Why a file is not even sent, in words; undefined when it may be. */
export function refusal(file: Pick<File, "name" | "size">): string | undefined {
  const ending = /\.[^.]+$/.exec(file.name)?.[0]?.toLowerCase() ?? "";
  if (!ACCEPTED.includes(ending)) {
    return "This type of file can't be read. Use text, Markdown, HTML, PDF, Word (.docx) or CSV.";
  }
  if (file.size === 0) return "This file is empty.";
  if (file.size > MAX_FILE_BYTES) return "This file is larger than 20 MB.";
  return undefined;
}

function begin({ id, file }: { id: string; file: File }): Upload {
  const reason = refusal(file);
  if (reason) return { id, file, sent: 0, phase: "failed", reason, canRetry: false };
  return { id, file, sent: 0, phase: "waiting" };
}

/** The uploads after something happened to one of them. */
export function uploadsAfter(uploads: readonly Upload[], action: UploadAction): readonly Upload[] {
  if (action.type === "add") return [...uploads, ...action.files.map(begin)];
  if (action.type === "remove") return uploads.filter(({ id }) => !action.ids.includes(id));
  return uploads.map((upload): Upload => {
    if (upload.id !== action.id) return upload;
    const { id, file } = upload;
    switch (action.type) {
      case "start":
        return { id, file, sent: 0, phase: "sending" };
      case "retry":
        return { id, file, sent: 0, phase: "waiting" };
      case "sent":
        return { ...upload, sent: Math.min(action.bytes, file.size) };
      case "accepted": {
        const { documentId, jobId } = action;
        return { id, file, sent: file.size, phase: "accepted", documentId, jobId };
      }
      case "failed": {
        const { reason, canRetry } = action;
        return { id, file, sent: 0, phase: "failed", reason, canRetry };
      }
    }
  });
}

/** The uploads that may be started now. */
export function nextToStart(uploads: readonly Upload[]): Upload[] {
  const sending = uploads.filter(({ phase }) => phase === "sending").length;
  return uploads
    .filter(({ phase }) => phase === "waiting")
    .slice(0, Math.max(0, AT_ONCE - sending));
}

/** Whether sending the same file again could end otherwise. */
export function worthRetrying({ status }: ProblemDocument): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
