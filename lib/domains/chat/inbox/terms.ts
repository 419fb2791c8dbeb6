/** A member may explain more than a visitor asks. */
export const MAX_REPLY = 8000;
/** Of what is counted for a filter: more is told as "99+". */
export const COUNTED = 100;

export const FILTERS = [
  "open",
  "needs_person",
  "unanswered",
  "mine",
  "snoozed",
  "closed",
  "all",
] as const;
export type InboxFilter = (typeof FILTERS)[number];
