"use client";
import { toast } from "@/components/ui/toast";
import { Button } from "@/components/ui/button";
import { describeError } from "@/lib/core/problem";
import { useSendConfirmation } from "@/lib/domains/access/providers/queries";

/** Whether the mailbox is known to be the person's, and the way to show it. */
export function MailboxState({ email, verified }: { email: string; verified: boolean }) {
  const send = useSendConfirmation();
  const ask = () =>
    send.mutate(undefined, {
      onSuccess: () => toast.success("A link is on its way", { description: `To ${email}` }),
      onError: (error) => toast.error("Not sent", { description: describeError(error).detail }),
    });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <div className="min-w-0">
        <p className="truncate text-sm font-medium">{email}</p>
        <p className="text-[0.8125rem] text-muted">
          {verified ? "Confirmed" : "Not confirmed yet: open the link that we mailed to you."}
        </p>
      </div>
      {!verified && (
        <Button size="sm" busy={send.isPending} onClick={ask}>
          Send another link
        </Button>
      )}
    </li>
  );
}
