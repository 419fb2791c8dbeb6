"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { tellFailure } from "@/components/shell/tell-failure";
import { toast } from "@/components/ui/toast";
import { LatePart } from "@/components/shell/late-part";
import { ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useAskForPassword, waysInQuery } from "@/lib/domains/access/providers/queries";
import { MailboxState } from "./mailbox-state";
import { ProviderRow } from "./provider-row";

// What checks a password is no part of the page's first load.
const ChangePassword = dynamic(
  () => import("./change-password").then((module) => module.ChangePassword),
  {
    ssr: false,
    loading: () => (
      <Loading>
        <Skeleton className="h-80 rounded-lg" />
      </Loading>
    ),
  },
);

/** For who signs in with a provider alone: the mailbox shows that it is them. */
function NoPassword({ email }: { email: string }) {
  const ask = useAskForPassword();
  const send = () =>
    void ask
      .mutateAsync(email)
      .then(
        () => toast.success("A link is on its way", { description: `To ${email}` }),
        tellFailure("Not sent"),
      );
  return (
    <Section title="Password" description="You have none. A link in a mail lets you set one.">
      <Button size="sm" busy={ask.isPending} onClick={send}>
        Mail me the link
      </Button>
    </Section>
  );
}

/** How the person signs in: their mailbox, connected providers and password. */
export function WaysInSections() {
  const { data: ways, isError, error, refetch } = useQuery(waysInQuery);
  return (
    <>
      <Section
        title="How you sign in"
        description="Your e-mail address, and the accounts that you can sign in with."
      >
        {isError && !ways && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!isError && !ways && (
          <Loading>
            <Skeleton className="h-14 rounded-md" />
          </Loading>
        )}
        {ways && (
          <ul aria-label="Ways to sign in" className="divide-y rounded-md border">
            <MailboxState email={ways.email} verified={ways.emailVerified} />
            {ways.providers.map((provider) => (
              <ProviderRow key={provider.id} provider={provider} verified={ways.emailVerified} />
            ))}
          </ul>
        )}
      </Section>
      {ways &&
        (ways.hasPassword ? (
          <LatePart>
            <ChangePassword email={ways.email} />
          </LatePart>
        ) : (
          <NoPassword email={ways.email} />
        ))}
    </>
  );
}
