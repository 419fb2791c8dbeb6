"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { LatePart } from "@/components/shell/late-part";
import { ErrorState } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { firstRunQuery, useRefreshFirstRun } from "@/lib/domains/start/queries";
import { FirstVisitor } from "./first-visitor";
import { Step } from "./step";
import { Teach } from "./teach";

// The later steps are no part of the page's first load.
const FirstQuestion = dynamic(
  () => import("./first-question").then((module) => module.FirstQuestion),
  {
    ssr: false,
    loading: () => (
      <Loading>
        <Skeleton className="h-24 rounded-lg" />
      </Loading>
    ),
  },
);
const PutOnSite = dynamic(() => import("./put-on-site").then((module) => module.PutOnSite), {
  ssr: false,
  loading: () => (
    <Loading>
      <Skeleton className="h-40 rounded-lg" />
    </Loading>
  ),
});

/** From an empty organization to a widget that answers on its site, in four steps that know how far they are. */
export function FirstRun({ slug, appUrl }: { slug: string; appUrl: string }) {
  const state = useQuery(firstRunQuery(slug));
  const refresh = useRefreshFirstRun(slug);
  if (state.isError && !state.data) {
    return (
      <Card>
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      </Card>
    );
  }
  if (!state.data) {
    return (
      <Loading className="space-y-6">
        <Skeleton className="h-32 rounded-lg" />
        <Skeleton className="h-16 rounded-lg" />
        <Skeleton className="h-16 rounded-lg" />
      </Loading>
    );
  }
  const { isSearchable, hasAsked, allowsOrigin, hasKey, seen } = state.data;
  return (
    <>
      <ol>
        <Step
          number={1}
          title="Give it something to answer from"
          description="Type the address of your website: its pages are read, and stay up to date by themselves."
          isDone={isSearchable}
        >
          <Teach slug={slug} onChanged={refresh} />
        </Step>
        <Step
          number={2}
          title="Ask a first question"
          description={
            isSearchable
              ? "Ask as a visitor would, and see which page each answer comes from."
              : "As soon as the first pages are read, ask here as a visitor would."
          }
          isDone={hasAsked}
        >
          {isSearchable && (
            <LatePart>
              <FirstQuestion slug={slug} onAsked={refresh} />
            </LatePart>
          )}
        </Step>
        <Step
          number={3}
          title="Put it on your site"
          description="Say where it may run, and copy one line into your site’s pages."
          isDone={allowsOrigin && hasKey}
        >
          {(isSearchable || allowsOrigin) && (
            <LatePart>
              <PutOnSite slug={slug} appUrl={appUrl} onChanged={refresh} />
            </LatePart>
          )}
        </Step>
        <Step
          number={4}
          title="See your first visitor"
          description="The moment somebody opens the chat on your site, it shows here."
          isDone={seen !== null}
        >
          {allowsOrigin && hasKey && <FirstVisitor seen={seen} />}
        </Step>
      </ol>
      {seen && (
        <Button asChild variant="primary" className="mt-6">
          <Link href={`/${slug}/knowledge`}>Go to your knowledge</Link>
        </Button>
      )}
    </>
  );
}
