"use client";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { useFormCall } from "@/components/auth/use-form-call";
import { useHydrated } from "@/components/auth/use-hydrated";
import { endSession } from "@/components/shell/end-session";
import { Button } from "@/components/ui/button";

/** Signs out and shows the same page again, for whoever the invitation is for. */
export function SwitchAccount() {
  const hydrated = useHydrated();
  const { busy, problem, onSubmit } = useFormCall(async () => {
    await endSession();
    window.location.reload();
  });
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
      <ProblemSummary error={problem} />
      <Button type="submit" className="h-10 w-full" busy={busy} disabled={!hydrated}>
        Sign out and use the other account
      </Button>
    </form>
  );
}
