"use client";
import { useQuery } from "@tanstack/react-query";
import { AnswerText } from "@/components/chat/playground/answer-text";
import { Sources } from "@/components/chat/playground/sources";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { PageHeader } from "@/components/shell/page-header";
import { ErrorState } from "@/components/shell/states";
import { When } from "@/components/shell/when";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { testRunQuery } from "@/lib/domains/quality/tests/queries";
import type { TestResultView, TestRunDetail } from "@/lib/domains/quality/tests/schema";
import { ResultBadge } from "./result-badge";
import { dropInWords, MADE, madeInWords, shareOf, stoodInInWords } from "./run-words";

function Result({ result }: { result: TestResultView }) {
  const { questionId, question, passed, lost, made, reason, answer, citations } = result;
  const sourceId = (index: number) => `${questionId}-${index}`;
  return (
    <li>
      <Card className="overflow-hidden">
        <div className="flex flex-wrap items-start justify-between gap-2 border-b bg-subtle px-5 py-3">
          <h2 className="min-w-0 flex-1 basis-56 text-sm font-medium break-words" dir="auto">
            {question}
          </h2>
          <ResultBadge passed={passed} lost={lost} />
        </div>
        {reason && <p className="px-5 pt-3 text-[0.8125rem] text-danger">{reason}</p>}
        <p className="px-5 pt-3 text-xs text-muted">{MADE[made]}</p>
        <div className="px-5 pt-2 pb-4">
          <AnswerText text={answer} citations={citations} streaming={false} sourceId={sourceId} />
        </div>
        <Sources citations={citations} sourceId={sourceId} />
      </Card>
    </li>
  );
}

function summary(run: TestRunDetail): string {
  if (run.status === "running") return "This run is under way.";
  if (run.status === "failed") return "This run was not finished: it gave up or was cancelled.";
  const made = madeInWords(run.made);
  const parts = [
    `${run.passed} of ${run.total} passed (${shareOf(run)}).`,
    made && `Answered: ${made}.`,
    dropInWords(run),
    stoodInInWords(run.made),
  ];
  return parts.filter(Boolean).join(" ");
}

const TITLE = "Run of the test questions";

/** One run: what each question was answered then, the lost ones first. */
export function RunPage({ slug, id }: { slug: string; id: string }) {
  const query = useQuery(testRunQuery(slug, id));
  const run = query.data;
  return (
    <>
      <Breadcrumb slug={slug} section="tests" page={TITLE} />
      <PageHeader
        title={TITLE}
        description={
          run && (
            <>
              <When at={run.createdAt} /> · {summary(run)}
            </>
          )
        }
      />
      {run ? (
        <ul aria-label="Results" className="space-y-4">
          {run.results.map((result) => (
            <Result key={result.questionId} result={result} />
          ))}
        </ul>
      ) : query.isError ? (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      ) : (
        <Loading>
          <Skeleton className="h-96 rounded-lg" />
        </Loading>
      )}
    </>
  );
}
