import "server-only";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { beginOf, lastDays } from "./days";
import {
  answersByDay,
  conversationsByDay,
  firstWordTimes,
  handoffsByDay,
  leadsByDay,
  questionsByDay,
  questionsByHour,
  sumOfCosts,
  type Span,
} from "./repository";
import type { Measured } from "./measures-schema";
import type { Counts, InsightsQuery, InsightsView } from "./schema";

const nothing = (): Counts => ({
  conversations: 0,
  questions: 0,
  answered: 0,
  unanswered: 0,
  handoffs: 0,
  leads: 0,
  helpful: 0,
  unhelpful: 0,
});

type DayRow = Partial<Counts> & { day: string };

async function countedByDay(tx: TenantTransaction, span: Span): Promise<DayRow[]> {
  return [
    ...(await conversationsByDay(tx, span)),
    ...(await questionsByDay(tx, span)),
    ...(await answersByDay(tx, span)),
    ...(await handoffsByDay(tx, span)),
    ...(await leadsByDay(tx, span)),
  ];
}

function add(sum: Counts, row: Partial<Counts>): void {
  for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += row[name] ?? 0;
}

function sumOf(rows: readonly DayRow[]): Counts {
  const sum = nothing();
  for (const row of rows) add(sum, row);
  return sum;
}

/** What the front desk did in a span; without what it cost for who may not see that. */
export async function measure(
  tx: TenantTransaction,
  span: Span,
  seesCost: boolean,
): Promise<Measured> {
  return {
    counts: sumOf(await countedByDay(tx, span)),
    firstWordMs: await firstWordTimes(tx, span),
    costMicros: seesCost ? await sumOfCosts(tx, span) : null,
  };
}

/** What the front desk did in the last days, in the time zone of who asks, beside as many days before them. */
export async function readInsights(
  context: TenantContext,
  { days, timeZone }: InsightsQuery,
): Promise<InsightsView> {
  const now = new Date();
  const dates = lastDays(timeZone, 2 * days, now);
  const from = beginOf(dates[days]!, timeZone);
  const span: Span = { from, to: new Date(now.getTime() + 1), timeZone };
  const before: Span = { from: beginOf(dates[0]!, timeZone), to: from, timeZone };
  const seesCost = context.permissions.has("usage:read");
  const found = await withTenant(context, async (tx) => ({
    rows: await countedByDay(tx, span),
    before: await countedByDay(tx, before),
    byHour: await questionsByHour(tx, span),
    firstWordMs: await firstWordTimes(tx, span),
    costMicros: seesCost ? await sumOfCosts(tx, span) : null,
  }));
  const byDay = new Map(dates.slice(days).map((day) => [day, nothing()]));
  for (const row of found.rows) {
    const sum = byDay.get(row.day);
    if (sum) add(sum, row);
  }
  return {
    total: sumOf(found.rows),
    before: sumOf(found.before),
    byDay: [...byDay].map(([day, counts]) => ({ day, ...counts })),
    byHour: found.byHour,
    firstWordMs: found.firstWordMs,
    costMicros: found.costMicros,
  };
}
