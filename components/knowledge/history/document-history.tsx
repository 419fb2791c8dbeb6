"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight, History } from "lucide-react";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { When } from "@/components/shell/when";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { historyQuery } from "@/lib/domains/knowledge/history/queries";
import type { VersionView } from "@/lib/domains/knowledge/history/schema";
import type { DocumentView } from "@/lib/domains/knowledge/schema";
import { ChangeDetails } from "./change-details";
import { whatChanged, whoChanged } from "./change-words";

function Change({
  slug,
  document,
  version,
  newest,
}: {
  slug: string;
  document: DocumentView;
  version: VersionView;
  newest: number;
}) {
  const [open, setOpen] = useState(false);
  const details = `change-${version.number}`;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-2.5 px-5 py-3 text-left hover:bg-hover"
      >
        <ChevronRight
          className={cn(
            "mt-0.5 size-4 shrink-0 text-muted transition-transform",
            open && "rotate-90",
          )}
          aria-hidden
        />
        <span className="min-w-0 flex-1 text-sm">
          <span className="font-medium">{whoChanged(version)}</span>{" "}
          {whatChanged(document.kind, version)}
          <span className="block text-[0.8125rem] text-muted">
            <When at={version.at} />
          </span>
        </span>
      </button>
      <div id={details} hidden={!open} className="px-5 pb-4 sm:pl-11.5">
        {open && (
          <ChangeDetails slug={slug} document={document} number={version.number} newest={newest} />
        )}
      </div>
    </li>
  );
}

/** Who changed a document, when, and what of it; each change with the way back. */
export function DocumentHistory({ slug, document }: { slug: string; document: DocumentView }) {
  const history = useInfiniteQuery(historyQuery(slug, document.id));
  const versions = history.data?.pages.flatMap((page) => page.versions) ?? [];
  const newest = versions[0]?.number ?? 0;
  if (history.isPending) {
    return (
      <Loading className="space-y-4 p-5">
        {[0, 1, 2].map((at) => (
          <Skeleton key={at} className="h-9" />
        ))}
      </Loading>
    );
  }
  if (history.isError && versions.length === 0) {
    return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  }
  if (versions.length === 0) {
    return (
      <EmptyState icon={History} title="Never changed">
        From its first change on, what it said before stands here, and can be taken back.
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label="Changes" className="divide-y">
        {versions.map((version) => (
          <Change
            key={version.number}
            slug={slug}
            document={document}
            version={version}
            newest={newest}
          />
        ))}
      </ul>
      {history.hasNextPage && (
        <div className="flex justify-center border-t p-3">
          <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      <p className="border-t px-5 py-3 text-[0.8125rem] text-muted">
        The last 50 changes are kept. Restoring is a change, too: nothing is lost by it.
      </p>
    </>
  );
}
