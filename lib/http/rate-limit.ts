import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import { withAuthLookup } from "@/lib/platform/db/transaction";

export interface Limit {
  /** What is counted, e.g. `chat`. */
  name: string;
  /** How many calls a full bucket holds. */
  calls: number;
  /** In how many seconds an empty bucket is full again. */
  perSeconds: number;
}

/**
 * Takes one call from a bucket that all instances share; throws `rate_limited` with the seconds until the next one.
 * Generic cell rate algorithm (ITU-T I.371): one row and one statement for each bucket, by the database's clock.
 */
export async function takeFromLimit(limit: Limit, subject: string): Promise<void> {
  const key = `${limit.name}:${createHash("sha256").update(subject).digest("base64url")}`;
  const interval = limit.perSeconds / limit.calls;
  const allowance = limit.perSeconds;
  const wait = await withAuthLookup(async (tx) => {
    const taken = await tx.$executeRaw`
      INSERT INTO rate_limit AS bucket (key, theoretical_time)
      VALUES (${key}, clock_timestamp() + make_interval(secs => ${interval}))
      ON CONFLICT (key) DO UPDATE
        SET theoretical_time =
          greatest(bucket.theoretical_time, clock_timestamp()) + make_interval(secs => ${interval})
        WHERE greatest(bucket.theoretical_time, clock_timestamp()) + make_interval(secs => ${interval})
          <= clock_timestamp() + make_interval(secs => ${allowance})`;
    if (taken === 1) return 0;
    const rows = await tx.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM theoretical_time - clock_timestamp())::float8 + ${interval} - ${allowance}
        AS seconds FROM rate_limit WHERE key = ${key}`;
    return Math.max(1, rows[0]?.seconds ?? 1);
  });
  if (wait === 0) return;
  throw new AppError("rate_limited", "Too many requests. Wait a moment and try again.", {
    retryAfterSeconds: wait,
  });
}

/** So many in one statement, which a flood of addresses would make too long otherwise. */
const PRUNED_AT_ONCE = 10_000;

/** Removes buckets that are full again, which say nothing any more. Returns how many. */
export async function pruneRateLimits(): Promise<number> {
  for (let removed = 0; ;) {
    const count = await withAuthLookup(
      (tx) => tx.$executeRaw`
        DELETE FROM rate_limit WHERE key IN (
          SELECT key FROM rate_limit WHERE theoretical_time < clock_timestamp() LIMIT ${PRUNED_AT_ONCE})`,
    );
    removed += count;
    if (count < PRUNED_AT_ONCE) return removed;
  }
}
