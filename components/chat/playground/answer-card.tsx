"use client";
import { Ban, CircleCheck, CircleHelp, ClipboardCheck, MessageCircleQuestion } from "lucide-react";
import Link from "next/link";
import { useId } from "react";
import { Permitted } from "@/components/shell/permissions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Tooltip } from "@/components/ui/tooltip";
import type { ChatAnswer } from "@/lib/domains/chat/schema";
import { AnswerFailure } from "./answer-failure";
import { AnswerText } from "./answer-text";
import type { Ask } from "./ask-state";
import { percent } from "./receipt-words";
import { Sources } from "./sources";

function Outcome({ outcome }: { outcome: ChatAnswer["outcome"] }) {
  switch (outcome) {
    case "answered":
      return (
        <Badge tone="success">
          <CircleCheck aria-hidden />
          Answered
        </Badge>
      );
    case "no_answer":
      return (
        <Badge tone="warning">
          <CircleHelp aria-hidden />
          No answer
        </Badge>
      );
    case "blocked":
      return (
        <Badge tone="danger">
          <Ban aria-hidden />
          Blocked
        </Badge>
      );
    case "handoff":
      return <Badge>With a person</Badge>;
  }
}

function Confidence({ value }: { value: number }) {
  return (
    <Tooltip text="How likely it is that your knowledge answers this question, judged before the answer was written.">
      <button type="button" className="cursor-help rounded-sm text-xs text-muted tabular-nums">
        Confidence {percent(value)}
      </button>
    </Tooltip>
  );
}

function Gap({ slug, question }: { slug: string; question: string }) {
  const address = `/${slug}/knowledge/new?kind=faq&question=${encodeURIComponent(question.slice(0, 300))}`;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t px-5 py-4">
      <p className="max-w-sm text-[0.8125rem] text-muted">
        Your knowledge holds nothing that answers this, so visitors are told so. Write the answer
        once, and they get it.
      </p>
      <Permitted permission="kb:write">
        {(disabled) =>
          disabled ? (
            <Button size="sm" disabled>
              Write an FAQ
            </Button>
          ) : (
            <Button asChild size="sm">
              <Link href={address}>
                <MessageCircleQuestion aria-hidden />
                Write an FAQ
              </Link>
            </Button>
          )
        }
      </Permitted>
    </div>
  );
}

function Keep({ slug, question, source }: { slug: string; question: string; source: string }) {
  const address = `/${slug}/tests?${new URLSearchParams({ question, source }).toString()}`;
  return (
    <Permitted permission="kb:write">
      {(disabled) =>
        disabled ? null : (
          <div className="border-t px-5 py-3">
            <Button asChild size="sm">
              <Link href={address}>
                <ClipboardCheck aria-hidden />
                Keep as test question
              </Link>
            </Button>
          </div>
        )
      }
    </Permitted>
  );
}

function Writing() {
  return (
    <div aria-label="Waiting for the answer" className="space-y-2.5 py-1">
      <Skeleton className="h-3.5 w-11/12" />
      <Skeleton className="h-3.5 w-3/5" />
    </div>
  );
}

/** A question and its answer, from its first word on. */
export function AnswerCard({
  slug,
  ask,
  onRetry,
}: {
  slug: string;
  ask: Exclude<Ask, { phase: "idle" }>;
  onRetry: () => void;
}) {
  const prefix = useId();
  const sourceId = (index: number) => `${prefix}source-${index}`;
  const { phase, question, text, citations } = ask;
  const answer = ask.phase === "done" ? ask.answer : undefined;
  return (
    <Card className="overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b bg-subtle px-5 py-3">
        <h2 className="min-w-0 font-medium break-words" dir="auto">
          {question}
        </h2>
        {answer && (
          <div className="flex items-center gap-3">
            <Confidence value={answer.confidence} />
            <Outcome outcome={answer.outcome} />
          </div>
        )}
        {phase === "stopped" && <Badge>Stopped</Badge>}
      </div>
      {(text || phase === "asking") && (
        <div className="px-5 py-4">
          {text ? (
            <AnswerText
              text={text}
              citations={citations}
              streaming={phase === "asking"}
              sourceId={sourceId}
            />
          ) : (
            <Writing />
          )}
        </div>
      )}
      {answer?.answerer === "extractive" && answer.outcome === "answered" && (
        <p className="px-5 pb-4 text-[0.8125rem] text-muted">
          Quoted from your documents word for word: no model wrote this, since there is none or it
          is away just now. Visitors read “Quoted from our pages”.
        </p>
      )}
      {phase === "stopped" && !text && (
        <p className="px-5 py-4 text-sm text-muted">Stopped before the first word.</p>
      )}
      {ask.phase === "failed" && <AnswerFailure error={ask.error} onRetry={onRetry} />}
      <Sources citations={citations} sourceId={sourceId} />
      {answer?.outcome === "answered" && question.length <= 300 && (
        <Keep slug={slug} question={question} source={answer.citations[0]?.title ?? ""} />
      )}
      {answer?.outcome === "no_answer" && <Gap slug={slug} question={question} />}
    </Card>
  );
}
