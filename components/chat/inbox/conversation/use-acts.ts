"use client";
import { toast } from "@/components/ui/toast";
import { describeError, ProblemError } from "@/lib/core/problem";
import {
  CHANGES,
  useChange,
  type Assignee,
  type Change,
} from "@/lib/domains/chat/inbox/change-queries";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function tellFailure(error: unknown): void {
  const isConflict = error instanceof ProblemError && error.is("conflict");
  const { detail, traceId } = describeError(error);
  toast.error(isConflict ? "Somebody was faster" : "Not done", {
    description: isConflict || !traceId ? detail : `${detail} Trace id ${traceId}`,
  });
}

/** What a member does with a conversation as a whole. Whatever ends, moves or hands it on can be undone from the toast. */
export function useActs(slug: string, conversation: ConversationDetail, me: string) {
  const change = useChange(slug, conversation.id);
  const { status, snoozedUntil, assigneeId, assigneeName, handledBy, needsPersonAt } = conversation;
  // Who takes it is told as "you" until the server has said the name.
  const myself = { userId: me, name: null };
  // Undone later, it may be after another conversation was opened: what came of it is told all the same.
  const run = (what: Change, then?: () => void) =>
    void change.mutateAsync(what).then(then, tellFailure);
  const told = (what: Change, title: string, back: Change) =>
    run(what, () => toast.success(title, { action: { label: "Undo", onClick: () => run(back) } }));
  const wasMine = handledBy === "person" && assigneeId === me;
  const open = wasMine
    ? CHANGES.takeOver(myself, { needsPersonAt })
    : CHANGES.reopen({ handledBy, needsPersonAt });
  const put = status === "snoozed" && snoozedUntil ? CHANGES.snooze(snoozedUntil) : CHANGES.close();
  return {
    isBusy: change.isPending,
    take: () => run(CHANGES.takeOver(myself)),
    giveBack: () =>
      told(
        CHANGES.handBack(),
        "Handed back: the assistant answers again",
        CHANGES.takeOver(myself, { needsPersonAt }),
      ),
    close: () => told(CHANGES.close(), "Closed", open),
    reopen: () => told(CHANGES.reopen(), "Open again", put),
    snooze: (until: Date) =>
      told(
        CHANGES.snooze(until.toISOString()),
        `Snoozed until ${WHEN.format(until)}`,
        CHANGES.reopen(),
      ),
    assign: (assignee: Assignee | null) => {
      const to = assignee?.userId ?? null;
      if (to === assigneeId) return;
      const title = to === me ? "Assigned to you" : to ? "Assigned" : "Assigned to nobody";
      const before = assigneeId === null ? null : { userId: assigneeId, name: assigneeName };
      told(CHANGES.assign(assignee), title, CHANGES.assign(before));
    },
  };
}
