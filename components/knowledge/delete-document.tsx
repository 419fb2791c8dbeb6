"use client";
import { toast } from "@/components/ui/toast";
import { tellFailure } from "@/components/shell/tell-failure";
import { useShowJobs } from "@/components/jobs/use-show-jobs";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { useRemoveDocument } from "@/lib/domains/knowledge/change-queries";
import type { DocumentView } from "@/lib/domains/knowledge/schema";

/**
 * Asks, then deletes: the list is shown without it at once. A row goes with it, and this question too; a page of its own
 * is left by `onLeave`.
 */
export function DeleteDocument({
  slug,
  document,
  open,
  onOpenChange,
  onLeave,
}: {
  slug: string;
  document: Pick<DocumentView, "id" | "title" | "kind" | "fileName">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onLeave?: () => void;
}) {
  const remove = useRemoveDocument(slug);
  const action = useShowJobs(slug);
  const { id, title, kind, fileName } = document;
  const confirm = () => {
    void remove
      .mutateAsync(id)
      .then(
        () => toast.success("Deleted", { description: title, action }),
        tellFailure("Not deleted"),
      );
    if (!onLeave) return;
    onOpenChange(false);
    onLeave();
  };
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
