import { FileWarning } from "lucide-react";

/** Stands in the place of a file's text when there is none: why, and what can be done. */
export function UnreadableFile({ error }: { error: { code: string; message: string } }) {
  return (
    <section
      aria-label="Text"
      className="flex gap-3 rounded-md bg-danger-soft px-4 py-3.5 text-[0.8125rem]"
    >
      <FileWarning className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
      <div className="min-w-0 space-y-1 break-words">
        <h2 className="text-sm font-semibold">Nothing could be read from this file</h2>
        {error.message && <p className="text-danger">{error.message}</p>}
        <p className="text-muted">
          {error.code === "internal"
            ? "The file itself may be fine: choose “Index again”."
            : "Visitors get no answers from it. Upload a version that can be read on the Knowledge page, or paste its text there, and delete this one."}
        </p>
      </div>
    </section>
  );
}
