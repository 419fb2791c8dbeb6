export const PAGE_STATUSES = [
  "waiting",
  "fetched",
  "unchanged",
  "failed",
  "skipped",
  "gone",
] as const;
export type PageStatus = (typeof PAGE_STATUSES)[number];
