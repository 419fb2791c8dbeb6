"use client";
import { useQuery } from "@tanstack/react-query";
import { TrendingDown } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { latestOf, testRunQuery, useRefreshTests } from "@/lib/domains/quality/tests/queries";
import type { TestRunView } from "@/lib/domains/quality/tests/schema";
import { dropInWords, stoodInInWords } from "./run-words";

function UnderWay({ slug, run }: { slug: string; run: TestRunView }) {
  const { data } = useQuery(testRunQuery(slug, run.id));
  const asked = data?.results.length ?? 0;
  return (
    <div className="mb-3 rounded-lg border bg-subtle px-4 py-3">
      <p className="mb-2 text-[0.8125rem] text-muted">
        Asking the test questions: {asked} of {run.total}
      </p>
      <Progress
        label="Asking the test questions"
        value={run.total > 0 ? asked / run.total : undefined}
      />
    </div>
  );
}

/** Once another run is complete, what it came to is looked at, also by the navigation. */
function useLookAgain(slug: string, latestId: string | undefined): void {
  const refresh = useRefreshTests(slug);
  const router = useRouter();
  const seen = useRef(latestId);
  useEffect(() => {
    if (seen.current === latestId) return;
    seen.current = latestId;
    refresh();
    router.refresh();
  }, [latestId, refresh, router]);
}

/** Says that a run is under way, and what fails that passed before. */
export function RunState({ slug, runs }: { slug: string; runs: readonly TestRunView[] }) {
  const [newest] = runs;
  const latest = latestOf(runs);
  useLookAgain(slug, latest?.id);
  const stoodIn = latest ? stoodInInWords(latest.made) : "";
  const drop = latest ? dropInWords(latest) : "";
  return (
    <>
      {latest && drop && (
        <div
          role="alert"
          className="mb-3 flex flex-wrap items-center justify-between gap-3 rounded-lg bg-danger-soft px-4 py-3"
        >
          <p className="flex items-start gap-2 text-sm font-medium text-danger">
            <TrendingDown className="mt-0.5 size-4 shrink-0" aria-hidden />
            {drop}
          </p>
          <Button asChild size="sm">
            <Link href={`/${slug}/tests/${latest.id}`}>See which</Link>
          </Button>
        </div>
      )}
      {stoodIn && (
        <p className="mb-3 rounded-lg bg-warning-soft px-4 py-3 text-sm text-warning">{stoodIn}</p>
      )}
      {newest?.status === "running" && <UnderWay key={newest.id} slug={slug} run={newest} />}
    </>
  );
}
