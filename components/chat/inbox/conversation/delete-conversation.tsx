"use client";
import { useRouter } from "next/navigation";
import type { RefObject } from "react";
import { toast } from "@/components/ui/toast";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { describeError } from "@/lib/core/problem";
import { useRemoveConversation } from "@/lib/domains/chat/inbox/change-queries";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";
import { visitorName } from "../words";

/** Says what goes and what stays, then deletes: the list is shown at once, without it. */
export function DeleteConversation({
  slug,
  conversation,
  back,
  open,
  onOpenChange,
  openedBy,
}: {
  slug: string;
  conversation: ConversationDetail;
  back: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  openedBy: RefObject<HTMLElement | null>;
}) {
  const router = useRouter();
  const { id, leads } = conversation;
  const remove = useRemoveConversation(slug, {
    onSuccess: () => toast.success("Conversation deleted"),
    onError: (error) =>
      toast.error("Not deleted", {
        description: describeError(error).detail,
        action: { label: "Open it", onClick: () => router.push(`/${slug}/inbox/${id}`) },
      }),
  });
  const confirm = () => {
    remove.mutate(id);
    onOpenChange(false);
    router.push(back);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Delete this conversation?"
      action="Delete for good"
      openedBy={openedBy}
      onConfirm={confirm}
    >
      <p>
        All that <strong className="font-medium text-ink">{visitorName(conversation)}</strong> and
        your team wrote in it, with its sources, ratings, notes and handoffs, is deleted for good,
        for the visitor too. It counts in no figure and in no gap any more. This cannot be undone.
      </p>
      {leads.length > 0 && (
        <p>
          {leads.length === 1
            ? "The lead that was left in it stays,"
            : `The ${leads.length} leads that were left in it stay,`}{" "}
          with name, address and message, without this conversation.
        </p>
      )}
    </ConfirmDialog>
  );
}
