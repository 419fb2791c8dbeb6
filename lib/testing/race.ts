import { setTimeout as wait } from "node:timers/promises";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";

const LOOKS = 10;
const LOOK_EVERY_MS = 50;

/**
 * Begins works while a transaction holds what they will wait for, and lets go when they have had the time to come there: a
 * check that one of them makes before is then made by all. Only a server of many connections lets them meet; the embedded
 * one takes them one after another.
 */
export async function raceBehind<T>(
  context: TenantContext,
  hold: (tx: TenantTransaction) => Promise<unknown>,
  works: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const held = Promise.withResolvers<void>();
  const holder = withTenant(context, async (tx) => {
    await hold(tx);
    held.resolve();
    // Again and again, since a transaction that idles is ended.
    for (let look = 0; look < LOOKS; look += 1) {
      await tx.$queryRaw`SELECT 1 AS held`;
      await wait(LOOK_EVERY_MS);
    }
  });
  await Promise.race([held.promise, holder]);
  const ends = Promise.allSettled(works.map((work) => work()));
  await holder;
  return ends;
}

export const fulfilled = (ends: readonly PromiseSettledResult<unknown>[]) =>
  ends.filter(({ status }) => status === "fulfilled").length;
