"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { waysInQuery } from "@/lib/domains/access/providers/queries";
import { useSendLink } from "./use-send-link";

/** Stands where a member chooses mails of the organization, none of which goes to an address that nobody has confirmed. */
function Unconfirmed({ email }: { email: string }) {
  const { ask, busy } = useSendLink(email);
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-3 rounded-md border border-warning/40 px-3 py-2.5">
      <p className="min-w-0 text-[0.8125rem] break-words">
        Confirm your address to get these mails: open the link that we mailed to {email}.
      </p>
      <Button size="sm" busy={busy} onClick={ask}>
        Send another link
      </Button>
    </div>
  );
}

export function UnconfirmedNotice() {
  const { data: ways } = useQuery(waysInQuery);
  return ways && !ways.emailVerified ? <Unconfirmed email={ways.email} /> : null;
}
