"use client";
import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/shell/states";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { twoFactorQuery } from "@/lib/domains/access/two-factor/queries";
import type { TwoFactorState } from "@/lib/domains/access/two-factor/schema";
import { RenewCodes } from "./renew-codes";
import { SetUp } from "./set-up";
import { TurnOff } from "./turn-off";

function State({ on, recoveryCodesLeft: left }: TwoFactorState) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Badge tone={on ? "success" : "neutral"}>{on ? "On" : "Off"}</Badge>
        {on && (
          <span className={left < 3 ? "text-warning" : "text-muted"}>
            {left === 1 ? "1 recovery code left" : `${left} recovery codes left`}
          </span>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {on && <RenewCodes />}
        {on && <TurnOff />}
        <SetUp offered={!on} />
      </div>
    </div>
  );
}

/** Whether the person signs in by two factors, and what they can do about it. */
export function TwoFactor({ demandedBy }: { demandedBy?: string | undefined }) {
  const { data, isError, error, refetch } = useQuery(twoFactorQuery);
  return (
    <Section
      title="Two-factor sign-in"
      description="After your password you enter a code from an app on your phone, so that a stolen password alone opens nothing."
    >
      {demandedBy && data && !data.on && (
        <p
          role="status"
          className="mb-4 rounded-md bg-warning-soft px-3 py-2.5 text-sm text-warning"
        >
          {demandedBy} lets in only who signs in by two factors. Set it up here, then go back to it.
        </p>
      )}
      {isError && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!isError && !data && (
        <Loading>
          <Skeleton className="h-8 rounded-md" />
        </Loading>
      )}
      {data && <State {...data} />}
    </Section>
  );
}
