import type { GapStatus } from "@/lib/domains/quality/gaps/terms";

export const STATUS_WORDS: Readonly<Record<GapStatus, string>> = {
  open: "Open",
  answered: "Answered",
  dismissed: "Dismissed",
};

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
