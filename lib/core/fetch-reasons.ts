/** Why something of a website could not be had. */
export const FETCH_REASONS = [
  "bad_address",
  "private_address",
  "no_such_host",
  "unreachable",
  "timeout",
  "too_large",
  "bad_encoding",
  "too_many_redirects",
  "left_site",
  "server_error",
  "away",
] as const;
export type FetchReason = (typeof FETCH_REASONS)[number];

export const isFetchReason = (reason: string | null): reason is FetchReason =>
  FETCH_REASONS.some((known) => known === reason);
