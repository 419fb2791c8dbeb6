import type { JobView } from "@/lib/domains/ops/schema";

type Status = JobView["status"];

/** Kinds of jobs, in words for the people whose business it is. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  "knowledge.ingest": "Read and index knowledge",
  "knowledge.reindex": "Index knowledge again",
  "knowledge.embed": "Learn the meaning of knowledge",
  "knowledge.check": "Look for duplicates and contradictions",
  "knowledge.purge": "Remove deleted knowledge",
  "quality.gaps": "Sort unanswered questions",
  "quality.tests": "Ask the test questions",
  "knowledge.sync": "Read a website",
  "access.invitation": "Send an invitation",
  "chat.transcript": "Mail a conversation to its visitor",
  "chat.person_mail": "Mail that a visitor waits",
  "insights.summary": "Mail last week's figures",
};

export const kindInWords = (kind: string) => KIND_WORDS[kind] ?? kind;

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  queued: "Waiting",
  running: "Under way",
  retrying: "Trying again",
  succeeded: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** What is lost when a job is cancelled, for who is about to. */
export function lossOf(kind: string): string {
  if (kind === "access.invitation")
    return "The invitation stays open, but its mail is not sent. You can send it later.";
  if (kind === "chat.transcript")
    return "The visitor gets no mail, and is not told so. They can ask for another one.";
  if (kind === "quality.gaps")
    return "What is sorted already stays. The other questions wait for the next sorting.";
  if (kind === "knowledge.sync")
    return "The pages that were read stay. The rest waits until the site is read again.";
  if (kind === "chat.person_mail")
    return "Nobody is mailed. The conversation stays in the inbox, where its visitor waits.";
  if (kind === "insights.summary")
    return "Members who have not got their mail yet get none of this week. The figures stay in Insights.";
  if (kind === "knowledge.check")
    return "What it has found stays. The rest is looked through within a quarter of an hour.";
  return "What is indexed already stays. The rest is not answered from until you start it again.";
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** How long ago a moment was, as "3 minutes ago". `now` in milliseconds. */
export function ago(moment: string, now: number): string {
  const ms = Math.min(0, Date.parse(moment) - now);
  const [unit, size] = UNITS.find(([, of]) => -ms >= of) ?? ["second", 1000];
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  return words.format(Math.trunc(ms / size), unit);
}
