import "server-only";
import { timeZoneOf } from "@/lib/domains/access/widget/time-zone-service";
import { startJob } from "@/lib/domains/ops/jobs-service";
import type { Scope } from "@/lib/platform/db/scope";
import { withTenant } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { newTraceId } from "@/lib/platform/log/trace";
import { countAsked } from "../repository";
import { claimWeek, findBusiness, pruneWeeks } from "./repository";
import { dueWeek, spansOf } from "./week";

/**
 * Starts the mails of last week's figures when it is Monday morning in the organization's time zone: once for each week,
 * and not for one in which nobody asked anything. An archived organization gets none.
 */
export async function startDueSummary(scope: Scope, now: Date): Promise<void> {
  const started = await withTenant(scope, async (tx) => {
    const timeZone = await timeZoneOf(tx);
    const week = dueWeek(timeZone, now);
    const business = week && (await findBusiness(tx));
    if (!week || !business || business.archivedAt) return false;
    const { last } = spansOf(week, timeZone);
    if ((await countAsked(tx, last)) === 0) return false;
    const id = await claimWeek(tx, scope, { week, timeZone });
    if (id === undefined) return false;
    await pruneWeeks(tx, now);
    await startJob(tx, { ...scope, traceId: newTraceId() }, "insights.summary", id);
    return true;
  });
  if (started) wakeRelay();
}
