import Link from "next/link";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import type { TestRunView } from "@/lib/domains/quality/tests/schema";
import { madeInWords, shareOf } from "./run-words";

function RunRow({ slug, run }: { slug: string; run: TestRunView }) {
  const { id, status, passed, total, lost, createdAt, reason } = run;
  const made = madeInWords(run.made);
  const complete = status === "complete";
  return (
    <li className="relative py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <Link
          href={`/${slug}/tests/${id}`}
          className="text-sm font-medium after:absolute after:inset-0 hover:underline"
        >
          <When at={createdAt} />
        </Link>
        {complete && (
          <span className="text-[0.8125rem] tabular-nums">
            {passed} of {total}
            <span className="ml-1.5 text-muted">{shareOf(run)}</span>
          </span>
        )}
        {status === "running" && <Badge tone="accent">Under way</Badge>}
        {status === "failed" && <Badge tone="warning">Not finished</Badge>}
      </div>
      {complete && (
        <Progress
          className="mt-2"
          label={`Passed on ${createdAt}`}
          tone={lost > 0 ? "danger" : "success"}
          value={total > 0 ? passed / total : 0}
        />
      )}
      <p className="mt-1.5 text-xs text-muted">
        {reason === "asked" ? "Started by a member" : "After the knowledge changed"}
        {made && ` · ${made}`}
        {lost > 0 && <span className="text-danger"> · {lost} passed before</span>}
      </p>
    </li>
  );
}

/** The runs that are kept, with their date and the share that passed. */
export function RunList({ slug, runs }: { slug: string; runs: readonly TestRunView[] }) {
  return (
    <Section title="Runs" description="The last 30 are kept.">
      {runs.length === 0 ? (
        <p className="text-[0.8125rem] text-muted">None yet.</p>
      ) : (
        <ul className="-my-3 divide-y">
          {runs.map((run) => (
            <RunRow key={run.id} slug={slug} run={run} />
          ))}
        </ul>
      )}
    </Section>
  );
}
