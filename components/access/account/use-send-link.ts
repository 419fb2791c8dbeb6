import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/core/problem";
import { useSendConfirmation } from "@/lib/domains/access/providers/queries";

/** Mails the link that shows that the mailbox is the person's, and tells what became of it. */
export function useSendLink(email: string) {
  const send = useSendConfirmation();
  const ask = () =>
    send.mutate(undefined, {
      onSuccess: () => toast.success("A link is on its way", { description: `To ${email}` }),
      onError: (error) => toast.error("Not sent", { description: describeError(error).detail }),
    });
  return { ask, busy: send.isPending };
}
