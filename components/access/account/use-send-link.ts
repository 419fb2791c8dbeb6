import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { useSendConfirmation } from "@/lib/domains/access/providers/queries";

/** Mails the link that shows that the mailbox is the person's, and tells what became of it. */
export function useSendLink(email: string) {
  const send = useSendConfirmation();
  const ask = () =>
    void send
      .mutateAsync(undefined)
      .then(
        () => toast.success("A link is on its way", { description: `To ${email}` }),
        tellFailure("Not sent"),
      );
  return { ask, busy: send.isPending };
}
