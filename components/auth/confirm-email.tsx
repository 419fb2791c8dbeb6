"use client";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { unwrap } from "@/lib/core/problem";
import { confirmEmail } from "@/lib/domains/access/mailbox/actions";
import { ProblemSummary } from "./problem-summary";
import { useFormCall } from "./use-form-call";
import { useHydrated } from "./use-hydrated";

/** By a click and not by the visit alone: programs that look into mail open every link. */
export function ConfirmEmail({ token }: { token: string }) {
  const hydrated = useHydrated();
  const { busy, done, problem, onSubmit } = useFormCall(async () => {
    unwrap(await confirmEmail({ token }));
  });
  if (done) {
    return (
      <p role="status" className="text-sm">
        Your address is confirmed.{" "}
        <Link href="/account" className="font-medium text-accent hover:underline">
          Go to your account
        </Link>
      </p>
    );
  }
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
      <ProblemSummary error={problem} />
      <Button type="submit" variant="primary" className="h-10" busy={busy} disabled={!hydrated}>
        Confirm my address
      </Button>
    </form>
  );
}
