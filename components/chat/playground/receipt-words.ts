import type { ReceiptEntry } from "@/lib/domains/chat/schema";

/** What a sentence's status means, for somebody who does not know the word for it. */
export function receiptWords({ status, citation }: ReceiptEntry): string {
  const source = citation === null ? "a source" : `source ${citation}`;
  switch (status) {
    case "quoted":
      return `Quoted: stands word for word in ${source}`;
    case "supported":
      return `Supported: in other words, and checked against ${source}`;
    case "unchecked":
      return citation === null
        ? "Unchecked: no source was given for it"
        : `Unchecked: names ${source}, in words that were not checked`;
  }
}

export function receiptSummary(entries: readonly ReceiptEntry[]): string {
  const backed = entries.filter(({ status }) => status !== "unchecked").length;
  const total = entries.length;
  if (backed === total) {
    return total === 1
      ? "Its one sentence is backed by a source."
      : `All ${total} sentences are backed by a source.`;
  }
  return `${backed} of ${total} ${total === 1 ? "sentence is" : "sentences are"} backed by a source.`;
}

/** 0.873 as people read it. A score is no certainty, so it is never told as 100 %. */
export function percent(share: number): string {
  return `${Math.min(99, Math.max(0, Math.round(share * 100)))} %`;
}
