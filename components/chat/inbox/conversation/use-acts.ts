"use client";
import { toast } from "sonner";
import { describeError, ProblemError } from "@/lib/core/problem";
import { CHANGES, useChange, type Change } from "@/lib/domains/chat/inbox/queries";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function tellFailure(error: unknown): void {
  const isConflict = error instanceof ProblemError && error.is("conflict");
  const { detail, traceId } = describeError(error);
  toast.error(isConflict ? "Somebody was faster" : "Not done", {
    description: isConflict || !traceId ? detail : `${detail} Trace id ${traceId}`,
  });
}

/** What a member does with a conversation as a whole. What ends it can be undone from the toast. */
export function useActs(slug: string, conversation: ConversationDetail, me: string) {
  const change = useChange(slug, conversation.id);
  const run = (what: Change, then?: () => void) =>
    change.mutate(what, { onError: tellFailure, ...(then && { onSuccess: then }) });
  const wasMine = conversation.handledBy === "person" && conversation.assigneeId === me;
  const undo = {
    label: "Undo",
    onClick: () => run(wasMine ? CHANGES.takeOver(me) : CHANGES.reopen()),
  };
  return {
    isBusy: change.isPending,
    take: () => run(CHANGES.takeOver(me)),
    giveBack: () =>
      run(CHANGES.handBack(), () => toast.success("Handed back: the assistant answers again")),
    close: () => run(CHANGES.close(), () => toast.success("Closed", { action: undo })),
    reopen: () => run(CHANGES.reopen()),
    snooze: (until: Date) =>
      run(CHANGES.snooze(until.toISOString()), () =>
        toast.success(`Snoozed until ${WHEN.format(until)}`, {
          action: { label: "Undo", onClick: () => run(CHANGES.reopen()) },
        }),
      ),
    assign: (memberId: string | null) => run(CHANGES.assign(memberId)),
  };
}
