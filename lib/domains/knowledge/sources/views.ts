import { isFetchReason } from "@/lib/core/fetch-reasons";
import type { countPages, ListedSource, PageRow } from "./repository";
import { PAGE_REASONS, type PageView, type SourceView } from "./schema";

type Counted = Pick<Awaited<ReturnType<typeof countPages>>[number], "status" | "_count">;

function syncOf({ job }: ListedSource): SourceView["sync"] {
  if (!job) return null;
  const { id, status, progressDone, progressTotal, errorCode, errorMessage } = job;
  return {
    jobId: id,
    status,
    done: progressDone,
    total: progressTotal,
    ...(status === "failed" && {
      error: { code: errorCode ?? "internal", message: errorMessage ?? "" },
    }),
  };
}

export function toSourceView(source: ListedSource, counted: readonly Counted[]): SourceView {
  const { id, address, schedule, foundCount, notice, createdAt, lastSyncedAt, nextSyncAt } = source;
  const pages = { waiting: 0, fetched: 0, unchanged: 0, failed: 0, skipped: 0, gone: 0 };
  for (const { status, _count } of counted) pages[status] = _count;
  return {
    id,
    kind: "site",
    address,
    url: source.startUrl ?? address,
    schedule,
    foundPages: foundCount,
    notice: isFetchReason(notice) ? notice : null,
    pages,
    sync: syncOf(source),
    lastSyncedAt: lastSyncedAt?.toISOString() ?? null,
    nextSyncAt: nextSyncAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export function toPageView({ visitedAt, reason, ...page }: PageRow): PageView {
  return {
    ...page,
    reason: PAGE_REASONS.find((known) => known === reason) ?? null,
    visitedAt: visitedAt?.toISOString() ?? null,
  };
}
