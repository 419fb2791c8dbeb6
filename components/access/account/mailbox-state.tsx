"use client";
import { Button } from "@/components/ui/button";
import { useSendLink } from "./use-send-link";

/** Whether the mailbox is known to be the person's, and the way to show it. */
export function MailboxState({ email, verified }: { email: string; verified: boolean }) {
  const { ask, busy } = useSendLink(email);
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <div className="min-w-0">
        <p className="truncate text-sm font-medium">{email}</p>
        <p className="text-[0.8125rem] text-muted">
          {verified
            ? "Confirmed"
            : "Not confirmed yet: open the link that we mailed to you. Until then you get no mails about your organizations."}
        </p>
      </div>
      {!verified && (
        <Button size="sm" busy={busy} onClick={ask}>
          Send another link
        </Button>
      )}
    </li>
  );
}
