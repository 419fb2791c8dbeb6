"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PageStatusBadge } from "@/components/knowledge/sources/page-row";
import {
  countsInWords,
  pathInWords,
  reasonInWords,
  siteInWords,
} from "@/components/knowledge/sources/page-words";
import { RemoveSource, SyncNow } from "@/components/knowledge/sources/source-actions";
import { SourceState } from "@/components/knowledge/sources/source-state";
import { SyncProgress } from "@/components/knowledge/sources/sync-progress";
import { Card } from "@/components/ui/card";
import { isSyncing, pagesQuery, useFreshAfterSync } from "@/lib/domains/knowledge/sources/queries";
import type { SourceView } from "@/lib/domains/knowledge/sources/schema";

/** A site while it is read, page by page, and what came of it. */
export function ReadingSite({ slug, source }: { slug: string; source: SourceView }) {
  const syncing = isSyncing(source);
  const list = useInfiniteQuery(pagesQuery(slug, source.id, { syncing }));
  useFreshAfterSync(slug, syncing);
  const pages = list.data?.pages.flatMap((page) => page.pages) ?? [];
  const failed = source.sync?.status === "failed";
  return (
    <Card>
      <div className="px-5 py-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/${slug}/knowledge/sources/${source.id}`}
            className="font-medium break-all underline-offset-3 hover:underline"
          >
            {siteInWords(source.address)}
          </Link>
          <SourceState source={source} />
        </div>
        {!failed && <p className="mt-0.5 text-[0.8125rem] text-muted">{countsInWords(source)}</p>}
        <SyncProgress source={source} />
        {source.sync?.error && (
          <>
            <p role="alert" className="mt-2 text-sm text-danger">
              {source.sync.error.message}
            </p>
            <div className="mt-3 flex flex-wrap gap-2">
              <SyncNow slug={slug} source={source} />
              <RemoveSource slug={slug} source={source} onRemoved={() => undefined} />
            </div>
          </>
        )}
      </div>
      {pages.length > 0 && (
        <ul
          aria-label="Pages of this site"
          tabIndex={0}
          className="max-h-56 divide-y overflow-y-auto border-t text-[0.8125rem]"
        >
          {pages.map((page) => (
            <li key={page.id} className="flex items-center justify-between gap-3 px-5 py-1.5">
              <span className="min-w-0">
                <span className="block truncate">{pathInWords(page.url)}</span>
                {page.reason && (
                  <span className="block text-xs text-muted">{reasonInWords(page)}</span>
                )}
              </span>
              <PageStatusBadge status={page.status} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
