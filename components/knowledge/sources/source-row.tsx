"use client";
import { Globe } from "lucide-react";
import Link from "next/link";
import { When } from "@/components/shell/when";
import { isSyncing } from "@/lib/domains/knowledge/sources/queries";
import type { SourceView } from "@/lib/domains/knowledge/sources/schema";
import { countsInWords, siteInWords } from "./page-words";
import { ScheduleChoice, SyncNow } from "./source-actions";
import { SourceState } from "./source-state";
import { SyncProgress } from "./sync-progress";

/** When a source was and will be read. */
export function SourceTimes({ source }: { source: SourceView }) {
  const { lastSyncedAt, nextSyncAt } = source;
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-[0.8125rem] text-muted">
      {lastSyncedAt && (
        <span>
          Last read <When at={lastSyncedAt} />
        </span>
      )}
      {nextSyncAt && !isSyncing(source) && (
        <span>
          Next <When at={nextSyncAt} />
        </span>
      )}
    </p>
  );
}

export function SourceRow({ slug, source }: { slug: string; source: SourceView }) {
  const { id, address, sync } = source;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3.5">
      <Globe className="mt-0.5 size-4 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/${slug}/knowledge/sources/${id}`}
            className="min-w-0 font-medium break-all underline-offset-3 hover:underline"
          >
            {siteInWords(address)}
          </Link>
          <SourceState source={source} />
        </div>
        <p className="mt-0.5 text-[0.8125rem] text-muted">{countsInWords(source)}</p>
        {sync?.error && <p className="mt-1 text-[0.8125rem] text-danger">{sync.error.message}</p>}
        <SyncProgress source={source} />
        <SourceTimes source={source} />
      </div>
      <div className="flex flex-wrap gap-2">
        <ScheduleChoice slug={slug} source={source} />
        <SyncNow slug={slug} source={source} />
      </div>
    </li>
  );
}
