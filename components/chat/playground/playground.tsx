"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BookOpenText } from "lucide-react";
import Link from "next/link";
import { useMay } from "@/components/shell/permissions";
import { EmptyState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import { knowledgeList } from "@/lib/domains/knowledge/queries";
import { AnswerCard } from "./late-answer";
import type { Ask } from "./ask-state";
import { Passages } from "./passages";
import { QuestionForm } from "./question-form";
import { Receipt } from "./receipt";
import { Suggestions } from "./suggestions";
import { useAsk } from "./use-ask";

function NothingYet({ slug }: { slug: string }) {
  return (
    <Card>
      <EmptyState
        icon={BookOpenText}
        title="Nothing to answer from yet"
        actions={
          <Button asChild variant="primary">
            <Link href={`/${slug}/knowledge`}>Add knowledge</Link>
          </Button>
        }
      >
        Answers come from your knowledge alone. Add a first document or FAQ, then ask here.
      </EmptyState>
    </Card>
  );
}

function Grounds({ slug, ask }: { slug: string; ask: Exclude<Ask, { phase: "idle" }> }) {
  const receipt = ask.phase === "done" ? ask.answer.receipt : undefined;
  return (
    <Card className="p-5">
      <Tabs
        label="What the answer rests on"
        tabs={[
          {
            value: "receipt",
            label: "Receipt",
            content: receipt ? (
              <Receipt entries={receipt} />
            ) : (
              <p className="text-[0.8125rem] text-muted">
                The receipt says of each sentence what it rests on. It comes with a complete answer.
              </p>
            ),
          },
          {
            value: "passages",
            label: "Passages",
            content: <Passages slug={slug} question={ask.question} />,
          },
        ]}
      />
    </Card>
  );
}

function announcement(ask: Ask): string {
  if (ask.phase === "stopped") return "Stopped.";
  if (ask.phase !== "done") return "";
  const { outcome, citations } = ask.answer;
  if (outcome !== "answered") return "No answer was found.";
  const count = citations.length;
  return `The answer is complete, with ${count} ${count === 1 ? "source" : "sources"}.`;
}

/** Asks as a visitor would, and shows what only the owner sees: receipt and passages. */
export function Playground({ slug }: { slug: string }) {
  const { ask, start, stop } = useAsk(slug);
  const mayAsk = useMay("chat:ask");
  const knowledge = useInfiniteQuery(knowledgeList(slug, {}));
  const isEmpty = knowledge.data?.pages[0]?.documents.length === 0;
  if (isEmpty && ask.phase === "idle") return <NothingYet slug={slug} />;
  const onAsk = (question: string) => void start(question);
  return (
    <>
      <QuestionForm asking={ask.phase === "asking"} onAsk={onAsk} onStop={stop} />
      <p role="status" className="sr-only">
        {announcement(ask)}
      </p>
      {ask.phase === "idle" ? (
        mayAsk && <Suggestions slug={slug} onAsk={onAsk} />
      ) : (
        <div className="mt-5 grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <AnswerCard
            slug={slug}
            ask={ask}
            onRetry={() => void start(ask.question, ask.clientMessageId)}
          />
          <Grounds slug={slug} ask={ask} />
        </div>
      )}
    </>
  );
}
