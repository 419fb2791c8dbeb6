"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ErrorState } from "@/components/shell/states";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { searchQuery } from "@/lib/domains/knowledge/queries";
import type { SearchView } from "@/lib/domains/knowledge/schema";

function Passage({
  slug,
  passage,
  best,
}: {
  slug: string;
  passage: SearchView["results"][number];
  best: number;
}) {
  const { documentId, title, text, score } = passage;
  const share = best > 0 ? Math.max(0.02, Math.min(1, score / best)) : 0;
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex items-baseline justify-between gap-3">
        <Link
          href={`/${slug}/knowledge/${documentId}`}
          className="min-w-0 truncate text-[0.8125rem] font-medium hover:underline"
          dir="auto"
        >
          {title}
        </Link>
        <span className="shrink-0 font-mono text-xs text-muted tabular-nums">
          {score.toFixed(3)}
        </span>
      </div>
      <div className="mt-1.5 h-1 overflow-hidden rounded-full bg-line" aria-hidden>
        <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
      </div>
      <p
        className="mt-2 line-clamp-4 text-xs leading-relaxed break-words whitespace-pre-line text-muted"
        dir="auto"
      >
        {text.replace(/\n\s*\n/g, "\n")}
      </p>
    </li>
  );
}

/** What search finds for a question, best first: what the answer could be made of. */
export function Passages({ slug, question }: { slug: string; question: string }) {
  const search = useQuery(searchQuery(slug, question));
  if (search.isPending) {
    return (
      <Loading className="space-y-4">
        {[0, 1, 2].map((at) => (
          <div key={at} className="space-y-2">
            <Skeleton className="h-3.5 w-3/5" />
            <Skeleton className="h-12" />
          </div>
        ))}
      </Loading>
    );
  }
  if (search.isError) {
    return <ErrorState error={search.error} onRetry={() => void search.refetch()} />;
  }
  const { results, tookMs } = search.data;
  if (results.length === 0) {
    return (
      <p className="text-[0.8125rem] text-muted">
        No passage has anything in common with this question.
      </p>
    );
  }
  return (
    <>
      <p className="mb-3 text-[0.8125rem] text-muted">
        {results.length === 1 ? "1 passage" : `The ${results.length} best passages`}, found in{" "}
        {tookMs} ms. A higher score fits the question better.
      </p>
      <ol className="divide-y">
        {results.map((passage) => (
          <Passage
            key={passage.chunkId}
            slug={slug}
            passage={passage}
            best={results[0]?.score ?? 0}
          />
        ))}
      </ol>
    </>
  );
}
