"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ClipboardCheck, Play, Plus } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { tellFailure } from "@/components/shell/tell-failure";
import { PageHeader } from "@/components/shell/page-header";
import { Permitted } from "@/components/shell/permissions";
import { ListEnd } from "@/components/shell/list-end";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import {
  testQuestionsQuery,
  testRunsQuery,
  useRunTests,
} from "@/lib/domains/quality/tests/queries";
import { RunList } from "./run-list";
import { RunState } from "./run-state";
import { nextInWords } from "./run-words";
import { TestQuestionDialog } from "./test-question-dialog";
import type { TestDraft } from "./test-question-form";
import { TestQuestionRow } from "./test-question-row";

const NEW: TestDraft = { kind: "new", question: "", source: "" };

/** The dialog's draft; it is open at once when the page's address brings a question along, as from the playground. */
function useTestDraft() {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const question = params.get("question");
  const [draft, setDraft] = useState<TestDraft | undefined>(
    question ? { kind: "new", question, source: params.get("source") ?? "" } : undefined,
  );
  const close = () => {
    setDraft(undefined);
    if (question) router.replace(pathname, { scroll: false });
  };
  return { draft, setDraft, close };
}

function Run({ slug, disabled }: { slug: string; disabled: boolean }) {
  const run = useRunTests(slug);
  const start = () => void run.mutateAsync(undefined).catch(tellFailure("Not started"));
  return (
    <Permitted permission="kb:write">
      {(refused) => (
        <Button busy={run.isPending} disabled={refused || disabled} onClick={start}>
          {!run.isPending && <Play aria-hidden />}
          Ask them now
        </Button>
      )}
    </Permitted>
  );
}

function Add({ onAdd }: { onAdd: () => void }) {
  return (
    <Permitted permission="kb:write">
      {(refused) => (
        <Button variant="primary" disabled={refused} onClick={onAdd}>
          <Plus aria-hidden />
          Add test question
        </Button>
      )}
    </Permitted>
  );
}

function Questions({ slug, onDraft }: { slug: string; onDraft: (draft: TestDraft) => void }) {
  const list = useInfiniteQuery(testQuestionsQuery(slug));
  const questions = list.data?.pages.flatMap((page) => page.questions) ?? [];
  if (list.isPending)
    return (
      <Loading>
        <Skeleton className="h-72 rounded-lg" />
      </Loading>
    );
  if (list.isError && questions.length === 0)
    return (
      <Card>
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      </Card>
    );
  if (questions.length === 0)
    return (
      <Card>
        <EmptyState
          icon={ClipboardCheck}
          title="No test questions yet"
          actions={<Add onAdd={() => onDraft(NEW)} />}
        >
          Keep questions whose answer you know, each with the document that it has to come from.
          They are asked again whenever your knowledge has changed, and you are told when an answer
          got worse.
        </EmptyState>
      </Card>
    );
  return (
    <>
      <Card>
        <ul aria-label="Test questions" className="divide-y">
          {questions.map((test) => (
            <TestQuestionRow
              key={test.id}
              slug={slug}
              test={test}
              onChange={() => onDraft({ kind: "change", current: test })}
            />
          ))}
        </ul>
      </Card>
      <ListEnd list={list} />
    </>
  );
}

/** Questions whose answer the owner knows, and what the knowledge makes of them. */
export function TestsPage({ slug }: { slug: string }) {
  const { draft, setDraft, close } = useTestDraft();
  const runs = useQuery(testRunsQuery(slug));
  const first = useInfiniteQuery(testQuestionsQuery(slug)).data?.pages[0];
  const known = runs.data?.runs ?? [];
  const none = first?.total === 0;
  return (
    <>
      <PageHeader
        title="Test questions"
        description="Questions whose answer you know. They are asked again after each change of your knowledge."
        actions={
          none ? undefined : (
            <>
              <Run slug={slug} disabled={!first || known[0]?.status === "running"} />
              <Add onAdd={() => setDraft(NEW)} />
            </>
          )
        }
      />
      {runs.data && !none && (
        <p className="mb-3 max-w-3xl text-[0.8125rem] text-muted">{nextInWords(runs.data.next)}</p>
      )}
      {runs.data && <RunState slug={slug} runs={known} />}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <Questions slug={slug} onDraft={setDraft} />
        </div>
        {runs.isError && !runs.data ? (
          <Card>
            <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />
          </Card>
        ) : (
          !none && <RunList slug={slug} runs={known} />
        )}
      </div>
      <TestQuestionDialog slug={slug} draft={draft} onClose={close} />
    </>
  );
}
