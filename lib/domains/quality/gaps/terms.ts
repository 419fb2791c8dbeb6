export const GAP_STATUSES = ["open", "answered", "dismissed"] as const;
export type GapStatus = (typeof GAP_STATUSES)[number];
