"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MessagesSquare, ThumbsDown } from "lucide-react";
import Link from "next/link";
import { ListEnd } from "@/components/shell/list-end";
import { ErrorState } from "@/components/shell/states";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { gapQuestionsQuery } from "@/lib/domains/quality/gaps/queries";
import type { GapQuestion } from "@/lib/domains/quality/gaps/schema";

function Question({ slug, question }: { slug: string; question: GapQuestion }) {
  const { conversationId, text, askedAt, disliked } = question;
  return (
    <li className="py-3">
      <p className="text-sm break-words" dir="auto">
        {text}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
        <When at={askedAt} />
        <Link
          href={`/${slug}/inbox/${conversationId}`}
          className="inline-flex items-center gap-1 font-medium text-accent hover:underline"
        >
          <MessagesSquare className="size-3.5" aria-hidden />
          Conversation
        </Link>
        {disliked && (
          <Badge tone="warning">
            <ThumbsDown aria-hidden />
            Answer rated down
          </Badge>
        )}
      </div>
    </li>
  );
}

function List({ slug, id }: { slug: string; id: string }) {
  const list = useInfiniteQuery(gapQuestionsQuery(slug, id));
  const pages = list.data?.pages;
  if (list.isError && !pages)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!pages)
    return (
      <Loading className="space-y-2">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </Loading>
    );
  return (
    <>
      <ul aria-label="Asked by visitors" className="-my-3 divide-y">
        {pages
          .flatMap((page) => page.questions)
          .map((question) => (
            <Question key={question.messageId} slug={slug} question={question} />
          ))}
      </ul>
      <ListEnd list={list} />
    </>
  );
}

/** A gap's questions as visitors asked them, newest first, each with the way to its conversation. */
export function AskedQuestions({ slug, id }: { slug: string; id: string }) {
  return (
    <Section title="Asked by visitors">
      <List slug={slug} id={id} />
    </Section>
  );
}
