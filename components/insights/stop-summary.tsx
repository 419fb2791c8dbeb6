"use client";
import { ProblemSummary } from "@/components/auth/problem-summary";
import { useFormCall } from "@/components/auth/use-form-call";
import { useHydrated } from "@/components/auth/use-hydrated";
import { Button } from "@/components/ui/button";
import { unwrap } from "@/lib/core/problem";
import { stopWeeklySummary } from "@/lib/domains/insights/actions";

/** By a click and not by the visit alone: programs that look into mail open every link. */
export function StopSummary({ token, isOff }: { token: string; isOff: boolean }) {
  const hydrated = useHydrated();
  const { busy, done, problem, onSubmit } = useFormCall(async () => {
    unwrap(await stopWeeklySummary({ token }));
  });
  if (done || isOff) {
    return (
      <p role="status" className="text-sm">
        It is off. You get no more of these mails; turn them on again at the end of the page
        Insights.
      </p>
    );
  }
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
      <ProblemSummary error={problem} />
      <Button type="submit" variant="primary" className="h-10" busy={busy} disabled={!hydrated}>
        Turn it off
      </Button>
    </form>
  );
}
