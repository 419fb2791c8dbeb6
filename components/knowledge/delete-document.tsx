"use client";
import { toast } from "@/components/ui/toast";
import { useShowJobs } from "@/components/jobs/use-show-jobs";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { describeError } from "@/lib/core/problem";
import { useRemoveDocument } from "@/lib/domains/knowledge/queries";
import type { DocumentView } from "@/lib/domains/knowledge/schema";

/** Asks, then deletes. `onDeleted` follows a deletion that the server has done. */
export function DeleteDocument({
  slug,
  document,
  open,
  onOpenChange,
  onDeleted,
}: {
  slug: string;
  document: Pick<DocumentView, "id" | "title" | "kind" | "fileName">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDeleted?: () => void;
}) {
  const remove = useRemoveDocument(slug);
  const action = useShowJobs(slug);
  const { id, title, kind, fileName } = document;
  const confirm = () =>
    remove.mutate(id, {
      onSuccess: () => {
        onOpenChange(false);
        toast.success("Deleted", { description: title, action });
        onDeleted?.();
      },
      onError: (error) => toast.error("Not deleted", { description: describeError(error).detail }),
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={kind === "faq" ? "Delete this FAQ?" : "Delete this document?"}
      action="Delete"
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <p>
        <strong className="font-medium text-ink">{title}</strong>
        {fileName ? ` and its file ${fileName} are` : " is"} deleted for good. Visitors get no
        answers from it any more, from this moment on.
      </p>
    </ConfirmDialog>
  );
}
