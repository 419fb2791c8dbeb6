"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/components/shell/states";
import { useSignOut } from "@/components/shell/use-sign-out";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/later";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ProblemError } from "@/lib/core/problem";
import { waysInQuery } from "@/lib/domains/access/providers/queries";

const PasswordForm = later(() => import("./password-form").then((module) => module.PasswordForm));

/** Who has no password shows who they are by signing in anew. */
function SignInAnew() {
  const { leaving, leave } = useSignOut("/sign-in?callbackUrl=%2Faccount");
  return (
    <>
      <p className="mb-4 text-sm">
        You signed in a while ago. Sign in again, and do this within 15 minutes.
      </p>
      <Button variant="primary" className="h-10 w-full" busy={leaving} onClick={() => void leave()}>
        Sign in again
      </Button>
    </>
  );
}

function Proof({ onDone }: { onDone: () => void }) {
  const { data: ways, error, refetch } = useQuery(waysInQuery);
  if (!ways && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!ways)
    return (
      <Loading>
        <Skeleton className="h-24 rounded-md" />
      </Loading>
    );
  return ways.hasPassword ? <PasswordForm email={ways.email} onDone={onDone} /> : <SignInAnew />;
}

/**
 * For what asks a person to show again that it is them. `asks` opens the prompt when a failure is that question, says
 * whether it was, and calls `retry` once it is answered; `prompt` stands somewhere in the page.
 */
export function useReauthenticationPrompt() {
  const [retry, setRetry] = useState<() => void>();
  const asks = (error: Error, again: () => void): boolean => {
    if (!(error instanceof ProblemError) || !error.is("reauthentication_required")) return false;
    setRetry(() => again);
    return true;
  };
  const answered = () => {
    setRetry(undefined);
    retry?.();
  };
  const prompt = (
    <Dialog
      open={retry !== undefined}
      onOpenChange={() => setRetry(undefined)}
      title="Is it you?"
      description="Whoever does this gets into your account, so first confirm that it is you."
      className="max-w-sm"
    >
      <Proof onDone={answered} />
    </Dialog>
  );
  return { asks, prompt };
}
