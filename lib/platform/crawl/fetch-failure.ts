import "server-only";
import type { FetchReason } from "@/lib/core/fetch-reasons";

/** Refused by our own rules: says nothing of how the site is. */
const OWN_RULES: ReadonlySet<FetchReason> = new Set([
  "bad_address",
  "private_address",
  "too_many_redirects",
  "left_site",
]);

export class FetchFailure extends Error {
  override readonly name = "FetchFailure";
  /** Also what the log calls it. */
  readonly code: FetchReason;

  constructor(reason: FetchReason, options: { cause?: unknown; internal?: string } = {}) {
    super(
      options.internal ?? reason,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = reason;
  }

  get isOwnRule(): boolean {
    return OWN_RULES.has(this.code);
  }
}
