"use client";
import { RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { useShowJobs } from "@/components/jobs/use-show-jobs";
import { Permitted } from "@/components/shell/permissions";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { describeError } from "@/lib/core/problem";
import {
  useReindexEach,
  useRemoveEach,
  type EachResult,
} from "@/lib/domains/knowledge/change-queries";
import type { DocumentView } from "@/lib/domains/knowledge/schema";

const NAMED = 5;

type Action = ReturnType<typeof useShowJobs>;

function tell({ done, failures }: EachResult, what: string, action: Action): void {
  const [first] = failures;
  if (first === undefined) toast.success(`${done.length} ${what}`, { action });
  else {
    toast.error(`${done.length} ${what}, ${failures.length} not`, {
      description: describeError(first).detail,
      action,
    });
  }
}

/** What can be done to the rows that are chosen. */
export function SelectionActions({
  slug,
  chosen,
  onDone,
}: {
  slug: string;
  chosen: readonly DocumentView[];
  onDone: () => void;
}) {
  const action = useShowJobs(slug);
  const reindex = useReindexEach(slug);
  const remove = useRemoveEach(slug);
  const [deleting, setDeleting] = useState(false);
  const ids = chosen.map(({ id }) => id);
  const count = ids.length;
  // The question goes with what it was about, and gives the focus back when the button that asked it is gone too.
  if (deleting && count === 0) setDeleting(false);
  const indexAgain = () =>
    void reindex.mutateAsync(ids).then((result) => {
      tell(result, "being indexed again", action);
      onDone();
    });
  return (
    <>
      {count > 0 && (
        <div className="flex gap-2">
          <Permitted permission="kb:write">
            {(disabled) => (
              <Button size="sm" disabled={disabled} busy={reindex.isPending} onClick={indexAgain}>
                {!reindex.isPending && <RotateCw aria-hidden />}
                Index again
              </Button>
            )}
          </Permitted>
          <Permitted permission="kb:delete">
            {(disabled) => (
              <Button size="sm" disabled={disabled} onClick={() => setDeleting(true)}>
                <Trash2 aria-hidden />
                Delete…
              </Button>
            )}
          </Permitted>
        </div>
      )}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={count === 1 ? "Delete this one?" : `Delete these ${count}?`}
        action="Delete"
        busy={remove.isPending}
        onConfirm={() =>
          void remove.mutateAsync(ids).then((result) => tell(result, "deleted", action))
        }
      >
        <ul className="list-disc pl-5 text-ink">
          {chosen.slice(0, NAMED).map(({ id, title }) => (
            <li key={id} className="break-words">
              {title}
            </li>
          ))}
          {count > NAMED && <li>and {count - NAMED} more</li>}
        </ul>
        <p>
          They are deleted for good, with their files. Visitors get no answers from them any more,
          from this moment on.
        </p>
      </ConfirmDialog>
    </>
  );
}
