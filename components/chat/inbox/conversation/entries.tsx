import { StickyNote, UserRoundPlus } from "lucide-react";
import { When } from "@/components/shell/when";
import type { ConversationDetail } from "@/lib/domains/chat/inbox/schema";

/** What happened between the messages. */
export function EventEntry({ words, at }: { words: string; at: string }) {
  return (
    <p className="flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      <span className="text-center">
        {words} · <When at={at} />
      </span>
    </p>
  );
}

/** What members tell each other; the visitor never sees it. */
export function NoteEntry({ note }: { note: ConversationDetail["notes"][number] }) {
  return (
    <div className="rounded-lg bg-warning-soft px-3.5 py-2.5">
      <p className="mb-1 flex flex-wrap items-center gap-1.5 text-xs text-warning">
        <StickyNote className="size-3.5" aria-hidden />
        <span className="font-medium">Note by {note.authorName || "a member"}</span>
        <When at={note.createdAt} />
      </p>
      <p dir="auto" className="text-sm leading-relaxed break-words whitespace-pre-wrap">
        {note.text}
      </p>
    </div>
  );
}

/** What a visitor left so that somebody calls them back. */
export function LeadEntry({ lead }: { lead: ConversationDetail["leads"][number] }) {
  return (
    <div className="rounded-lg border border-success/40 bg-success-soft px-3.5 py-2.5">
      <p className="mb-1 flex flex-wrap items-center gap-1.5 text-xs text-success">
        <UserRoundPlus className="size-3.5" aria-hidden />
        <span className="font-medium">The visitor left their details</span>
        <When at={lead.createdAt} />
      </p>
      <p dir="auto" className="text-sm font-medium break-words">
        {lead.name}, {lead.email}
      </p>
      {lead.message && (
        <p dir="auto" className="mt-1 text-sm break-words whitespace-pre-wrap">
          {lead.message}
        </p>
      )}
    </div>
  );
}
