"use client";
import { useState } from "react";
import { FormError } from "@/components/auth/form-error";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { describeError, ProblemError, unreachable, unwrap } from "@/lib/core/problem";
import { acceptOwnInvitation } from "@/lib/domains/access/members/actions";

/** Joins by a click and never by opening the page: mail scanners follow links. */
export function AcceptInvitation({ token }: { token: string }) {
  const hydrated = useHydrated();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const accept = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { organizationSlug } = unwrap(await acceptOwnInvitation({ token }));
      window.location.assign(`/${organizationSlug}/knowledge`);
    } catch (error) {
      setFailure(describeError(error instanceof ProblemError ? error : unreachable()).detail);
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-4">
      {failure && <FormError>{failure}</FormError>}
      <Button
        variant="primary"
        className="h-10"
        busy={busy}
        disabled={!hydrated}
        onClick={() => void accept()}
      >
        Accept invitation
      </Button>
    </div>
  );
}
