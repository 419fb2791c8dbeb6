import { CircleCheck, CircleDashed, Quote, type LucideIcon } from "lucide-react";
import type { ReceiptEntry } from "@/lib/domains/chat/schema";
import { plainText } from "@/widget/panel/answer/parse-answer";
import { receiptSummary, receiptWords } from "./receipt-words";

const LOOKS: Record<ReceiptEntry["status"], { icon: LucideIcon; colour: string }> = {
  quoted: { icon: Quote, colour: "bg-success-soft text-success" },
  supported: { icon: CircleCheck, colour: "bg-accent-soft text-accent" },
  unchecked: { icon: CircleDashed, colour: "bg-warning-soft text-warning" },
};

/** What each sentence of an answer rests on. */
export function Receipt({ entries }: { entries: readonly ReceiptEntry[] }) {
  if (entries.length === 0) {
    return (
      <p className="text-[0.8125rem] text-muted">
        This answer states nothing, so there is nothing to check.
      </p>
    );
  }
  return (
    <>
      <p className="mb-3 text-[0.8125rem] text-muted">{receiptSummary(entries)}</p>
      <ol className="space-y-3">
        {entries.map((entry, at) => {
          const { icon: Icon, colour } = LOOKS[entry.status];
          return (
            <li key={at} className="flex gap-2.5">
              <span
                className={`mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full ${colour}`}
              >
                <Icon className="size-3" aria-hidden />
              </span>
              <div className="min-w-0 text-[0.8125rem]">
                <p className="break-words" dir="auto">
                  {plainText(entry.sentence)}
                </p>
                <p className="mt-0.5 text-xs text-muted">{receiptWords(entry)}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
