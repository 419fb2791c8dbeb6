"use client";
import { useEffect } from "react";
import { AnswerCard } from "@/components/chat/playground/late-answer";
import { QuestionForm } from "@/components/chat/playground/question-form";
import { useAsk } from "@/components/chat/playground/use-ask";

/** A question asked right here, as a visitor would, with its answer and its sources. */
export function FirstQuestion({ slug, onAsked }: { slug: string; onAsked: () => void }) {
  const { ask, start, stop } = useAsk(slug);
  const isDone = ask.phase === "done";
  useEffect(() => {
    if (isDone) onAsked();
  }, [isDone, onAsked]);
  return (
    <>
      <QuestionForm
        asking={ask.phase === "asking"}
        onAsk={(question) => void start(question)}
        onStop={stop}
      />
      <p role="status" className="sr-only">
        {isDone && "The answer is complete."}
      </p>
      {ask.phase !== "idle" && (
        <AnswerCard
          slug={slug}
          ask={ask}
          onRetry={() => void start(ask.question, ask.clientMessageId)}
        />
      )}
    </>
  );
}
