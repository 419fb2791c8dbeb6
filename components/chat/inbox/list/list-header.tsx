"use client";
import { WifiOff } from "lucide-react";
import { SearchField } from "@/components/shell/search-field";
import { Select } from "@/components/ui/select";
import { Tooltip } from "@/components/ui/tooltip";
import type { InboxView } from "@/lib/domains/chat/inbox/queries";
import type { InboxCounts } from "@/lib/domains/chat/inbox/schema";
import { COUNTED, FILTERS } from "@/lib/domains/chat/inbox/terms";
import { NotificationChoice } from "../notifications/notification-choice";
import { counted, FILTER_WORDS } from "../words";

/** Which conversations are listed, with how many there are, and what concerns the inbox as a whole. */
export function ListHeader({
  slug,
  view,
  counts,
  isLost,
  onChange,
}: {
  slug: string;
  view: InboxView;
  counts: InboxCounts | undefined;
  isLost: boolean;
  onChange: (view: InboxView) => void;
}) {
  const options = FILTERS.map((value) => {
    const count = counts && counts[value] > 0 ? ` (${counted(counts[value], COUNTED)})` : "";
    return { value, label: FILTER_WORDS[value] + count };
  });
  return (
    <header className="space-y-2 border-b px-3 py-3">
      <div className="flex items-center gap-1">
        <Select
          label="Show"
          className="min-w-0 flex-1 font-medium"
          value={view.filter}
          options={options}
          onChange={(filter) => onChange({ ...view, filter })}
        />
        {isLost && (
          <Tooltip text="Not live just now: the list is read again every ten seconds.">
            <span
              tabIndex={0}
              role="img"
              aria-label="Not live"
              className="rounded-md p-2 text-muted"
            >
              <WifiOff className="size-4" aria-hidden />
            </span>
          </Tooltip>
        )}
        <NotificationChoice slug={slug} waiting={counts?.needs_person} />
      </div>
      <div role="search">
        <SearchField
          label="Search conversations by question, name or e-mail"
          placeholder="Question, name or e-mail"
          value={view.search}
          onChange={(search) => onChange({ filter: view.filter, ...(search && { search }) })}
        />
      </div>
    </header>
  );
}
