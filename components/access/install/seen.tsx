"use client";
import { CircleCheck, CircleDashed } from "lucide-react";
import { When } from "@/components/shell/when";
import type { WidgetDetails } from "@/lib/domains/access/widget/schema";

/** Whether somebody has opened the chat on an allowed site, the surest sign that it works there. */
export function Seen({ seen }: { seen: WidgetDetails["seen"] }) {
  if (!seen) {
    return (
      <p className="flex items-start gap-2 text-sm text-muted">
        <CircleDashed className="mt-0.5 size-4 shrink-0" aria-hidden />
        Not opened on any of your sites yet. Put the line there, allow the address, and open the
        chat once.
      </p>
    );
  }
  return (
    <p className="flex items-start gap-2 text-sm">
      <CircleCheck className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
      <span>
        It works on <span className="font-mono text-[0.8125rem] break-all">{seen.origin}</span>:
        last opened there <When at={seen.at} />.
      </span>
    </p>
  );
}
