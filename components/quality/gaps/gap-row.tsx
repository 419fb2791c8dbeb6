import { ThumbsDown } from "lucide-react";
import Link from "next/link";
import { Moment } from "@/components/jobs/moment";
import { Badge } from "@/components/ui/badge";
import type { GapView } from "@/lib/domains/quality/gaps/schema";
import { DismissGap } from "./dismiss-gap";
import { counted } from "./gap-words";

/** One gap: its most typical question, in how many conversations it was asked, and since when. */
export function GapRow({ slug, gap }: { slug: string; gap: GapView }) {
  return (
    <li className="relative flex items-start gap-x-4 px-4 max-sm:flex-wrap py-3.5 hover:bg-subtle">
      <span
        aria-hidden
        className="mt-0.5 flex h-9 min-w-9 items-center justify-center rounded-md bg-accent-soft px-2 text-sm font-semibold text-accent tabular-nums"
      >
        {gap.conversations.toLocaleString("en")}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="line-clamp-3 text-sm font-medium wrap-anywhere" dir="auto">
          <Link href={`/${slug}/gaps/${gap.id}`} className="after:absolute after:inset-0">
            {gap.title}
          </Link>
        </h2>
        <p className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-[0.8125rem] text-muted">
          <span>Asked in {counted(gap.conversations, "conversation")}</span>
          <Moment name="Last" at={gap.lastAskedAt} />
          {gap.answered && gap.status === "open" && <span>Answered before, and asked again</span>}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2 max-sm:mt-2 max-sm:ml-13 max-sm:w-full max-sm:justify-start">
        {gap.disliked > 0 && (
          <Badge tone="warning">
            <ThumbsDown aria-hidden />
            {gap.disliked} rated down
          </Badge>
        )}
        <div className="relative">
          <DismissGap slug={slug} gap={gap} />
        </div>
      </div>
    </li>
  );
}
