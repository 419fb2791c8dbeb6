import "server-only";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findSpend, lastCalls, sumAnswers, sumCalls } from "./repository";
import type { UsageView } from "./schema";

const DAYS = 30;
const LAST_CALLS = 50;
const DAY_MS = 86_400_000;

interface Amounts {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
}

const nothing = (): Amounts => ({ calls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 });

function add(sum: Amounts, more: Amounts): void {
  sum.calls += more.calls;
  sum.inputTokens += more.inputTokens;
  sum.outputTokens += more.outputTokens;
  sum.costMicros += more.costMicros;
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What the organization's model calls have cost today and in the last 30 days (of UTC), and the last of them. */
export async function readUsage(context: TenantContext): Promise<UsageView> {
  const now = Date.now();
  const days = Array.from({ length: DAYS }, (_, at) => dayOf(now - (DAYS - 1 - at) * DAY_MS));
  const since = new Date(days[0]!);
  const today = new Date(dayOf(now));
  const { spend, sums, calls } = await withTenant(context, async (tx) => ({
    spend: await findSpend(tx, context, today),
    sums: await sumCalls(tx, since),
    calls: await lastCalls(tx, since, LAST_CALLS),
  }));
  const byDay = new Map(days.map((day) => [day, nothing()]));
  const byModel = new Map<string, Amounts>();
  const last30Days = nothing();
  for (const { day, model, ...amounts } of sums) {
    const sum = byModel.get(model) ?? nothing();
    byModel.set(model, sum);
    for (const each of [byDay.get(day), sum, last30Days]) if (each) add(each, amounts);
  }
  return {
    today: {
      day: dayOf(now),
      spentMicros: Number(spend.spentMicros),
      reservedMicros: Number(spend.reservedMicros),
      budgetMicros: Number(spend.dailyBudgetMicros),
    },
    last30Days,
    byDay: [...byDay].map(([day, amounts]) => ({ day, ...amounts })),
    byModel: [...byModel]
      .map(([model, amounts]) => ({ model, ...amounts }))
      .sort((a, b) => b.costMicros - a.costMicros || b.calls - a.calls),
    calls: calls.map(({ createdAt, costMicros, ...call }) => ({
      ...call,
      at: createdAt.toISOString(),
      costMicros: costMicros === null ? null : Number(costMicros),
    })),
  };
}

/**
 * What an answer of a model has cost on average in the last 30 days (of UTC), null when it wrote none, and what is left of
 * today's budget: millionths of a US dollar.
 */
export async function readAnswerCost(
  context: TenantContext,
  model: string,
): Promise<{ meanMicros: number | null; leftMicros: number }> {
  const now = Date.now();
  const since = new Date(dayOf(now - (DAYS - 1) * DAY_MS));
  return withTenant(context, async (tx) => {
    const { calls, costMicros } = await sumAnswers(tx, model, since);
    const spend = await findSpend(tx, context, new Date(dayOf(now)));
    const left = spend.dailyBudgetMicros - spend.spentMicros - spend.reservedMicros;
    return {
      meanMicros: calls === 0 ? null : costMicros / calls,
      leftMicros: Math.max(0, Number(left)),
    };
  });
}
