"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { ErrorState } from "@/components/shell/states";
import { useSignOut } from "@/components/shell/use-sign-out";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useSchemaForm } from "@/components/ui/use-schema-form";
import { ProblemError } from "@/lib/core/problem";
import { useReauthenticate } from "@/lib/domains/access/account/queries";
import { reauthenticateInput } from "@/lib/domains/access/account/schema";
import { waysInQuery } from "@/lib/domains/access/providers/queries";

function PasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const reauthenticate = useReauthenticate();
  const { form, failure, faultOf, busy, onSubmit } = useSchemaForm(
    reauthenticateInput,
    { currentPassword: "" },
    async (input) => {
      await reauthenticate.mutateAsync(input);
      onDone();
    },
  );
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4" noValidate>
      <ProblemSummary error={failure} />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <Field label="Your password" error={faultOf("currentPassword")}>
        {(control) => (
          <Input
            {...control}
            {...form.register("currentPassword")}
            type="password"
            autoComplete="current-password"
            required
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="h-10" busy={busy}>
        Go on
      </Button>
    </form>
  );
}

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
