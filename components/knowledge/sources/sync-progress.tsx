import { Progress } from "@/components/ui/progress";
import { isSyncing } from "@/lib/domains/knowledge/sources/queries";
import type { SourceView } from "@/lib/domains/knowledge/sources/schema";
import { siteInWords } from "./page-words";

/** How far a sync is, page by page; nothing while there is none. */
export function SyncProgress({ source }: { source: SourceView }) {
  const { sync, address } = source;
  if (!sync || !isSyncing(source)) return null;
  const { done, total } = sync;
  return (
    <div className="mt-2.5 flex items-center gap-3">
      <Progress
        value={total > 0 ? done / total : undefined}
        label={`Progress of ${siteInWords(address)}`}
        className="flex-1"
      />
      <span className="text-xs text-muted tabular-nums">
        {total > 0 ? `${done} of ${total} pages` : "Looking for pages"}
      </span>
    </div>
  );
}
