"use client";
import { Bot, ThumbsDown, ThumbsUp } from "lucide-react";
import type { ReactNode } from "react";
import { AnswerText } from "@/components/chat/playground/answer-text";
import { Receipt } from "@/components/chat/playground/receipt";
import { When } from "@/components/shell/when";
import { Badge } from "@/components/ui/badge";
import type { MessageView } from "@/lib/domains/chat/inbox/schema";
import { initials } from "../words";
import { CitedSources, sourceIdOf } from "./cited-sources";

function Head({
  name,
  icon,
  at,
  end = false,
}: {
  name: string;
  icon?: ReactNode;
  at: string;
  end?: boolean;
}) {
  return (
    <p className={`mb-1 flex items-center gap-1.5 text-xs text-muted ${end ? "justify-end" : ""}`}>
      {icon}
      <span className="font-medium text-ink">{name}</span>
      <When at={at} />
    </p>
  );
}

function Letters({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-accent-soft text-[0.625rem] font-semibold text-accent"
    >
      {initials(name)}
    </span>
  );
}

function VisitorMessage({ message }: { message: MessageView }) {
  return (
    <div className="max-w-[85%]">
      <Head name="Visitor" at={message.createdAt} />
      <p
        dir="auto"
        className="w-fit rounded-lg rounded-tl-sm bg-subtle px-3.5 py-2.5 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap"
      >
        {message.text}
      </p>
    </div>
  );
}

function MemberMessage({ message }: { message: MessageView }) {
  const name = message.author?.name || "A member";
  return (
    <div className="ml-auto max-w-[85%]">
      <Head name={name} icon={<Letters name={name} />} at={message.createdAt} end />
      <p
        dir="auto"
        className="ml-auto w-fit rounded-lg rounded-tr-sm bg-accent-soft px-3.5 py-2.5 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap"
      >
        {message.text}
      </p>
    </div>
  );
}

function Rating({ message: { rating, ratingReason } }: { message: MessageView }) {
  if (!rating) return null;
  const Icon = rating === "up" ? ThumbsUp : ThumbsDown;
  return (
    <p className="mt-2 flex items-start gap-1.5 text-[0.8125rem]">
      <Badge tone={rating === "up" ? "success" : "danger"}>
        <Icon aria-hidden />
        {rating === "up"
          ? "The visitor found this helpful"
          : "The visitor did not find this helpful"}
      </Badge>
      {ratingReason && (
        <span dir="auto" className="min-w-0 break-words text-muted">
          “{ratingReason}”
        </span>
      )}
    </p>
  );
}

const UNFINISHED = {
  streaming: "The assistant is writing…",
  partial: "Cut off before its end.",
  withdrawn: "Not shown any more: a person took over before it was written.",
} as const;

function AssistantMessage({ message }: { message: MessageView }) {
  const { id, text, state, outcome, citations, receipt, createdAt } = message;
  return (
    <div className="ml-auto max-w-[85%]">
      <Head name="Assistant" icon={<Bot className="size-4" aria-hidden />} at={createdAt} end />
      <div className="rounded-lg rounded-tr-sm border bg-surface px-3.5 py-2.5">
        {text && (
          <AnswerText
            text={text}
            citations={citations}
            streaming={state === "streaming"}
            sourceId={sourceIdOf(id)}
          />
        )}
        {state !== "complete" && <p className="text-[0.8125rem] text-muted">{UNFINISHED[state]}</p>}
        {outcome === "no_answer" && (
          <Badge tone="warning" className="mt-2">
            No answer in your knowledge
          </Badge>
        )}
        {outcome === "blocked" && (
          <Badge tone="danger" className="mt-2">
            Blocked
          </Badge>
        )}
        <CitedSources messageId={id} citations={citations} />
        {receipt.length > 0 && (
          <details className="mt-2 text-[0.8125rem]">
            <summary className="cursor-pointer font-medium text-muted hover:text-ink">
              What each sentence rests on
            </summary>
            <div className="mt-2">
              <Receipt entries={receipt} />
            </div>
          </details>
        )}
      </div>
      <Rating message={message} />
    </div>
  );
}

/** One message, by who wrote it. */
export function MessageEntry({ message }: { message: MessageView }) {
  switch (message.role) {
    case "visitor":
      return <VisitorMessage message={message} />;
    case "member":
      return <MemberMessage message={message} />;
    case "assistant":
      return <AssistantMessage message={message} />;
  }
}
