"use client";
import { Suspense, type ComponentProps } from "react";
import { later } from "@/components/ui/later";
import { Loading, Skeleton } from "@/components/ui/skeleton";

const LateAnswerCard = later(() => import("./answer-card").then((module) => module.AnswerCard));

/** An answer's card, which no page needs before somebody has asked. */
export function AnswerCard(props: ComponentProps<typeof LateAnswerCard>) {
  return (
    <Suspense
      fallback={
        <Loading>
          <Skeleton className="h-40 rounded-lg" />
        </Loading>
      }
    >
      <LateAnswerCard {...props} />
    </Suspense>
  );
}
