import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";

/** What the organization may spend on a day, and what it has spent and set aside on this one. */
export async function findSpend(tx: TenantTransaction, context: TenantContext, day: Date) {
  const organization = await tx.organization.findFirstOrThrow({
    where: { id: context.organizationId },
    select: { dailyBudgetMicros: true },
  });
  const spend = await tx.dailySpend.findFirst({
    where: { day },
    select: { spentMicros: true, reservedMicros: true },
  });
  return { ...organization, ...(spend ?? { spentMicros: 0n, reservedMicros: 0n }) };
}

/** Calls since a day, one row for each day and model. */
export async function sumCalls(tx: TenantTransaction, since: Date) {
  const rows = await tx.modelCall.groupBy({
    by: ["day", "model"],
    where: { day: { gte: since } },
    _count: { _all: true },
    _sum: { inputTokens: true, outputTokens: true, costMicros: true },
  });
  return rows.map(({ day, model, _count, _sum }) => ({
    day: day.toISOString().slice(0, 10),
    model,
    calls: _count._all,
    inputTokens: _sum.inputTokens ?? 0,
    outputTokens: _sum.outputTokens ?? 0,
    costMicros: Number(_sum.costMicros ?? 0n),
  }));
}

/** What the answers that a model wrote since a day have cost: calls that wrote nothing are those of embeddings. */
export async function sumAnswers(tx: TenantTransaction, model: string, since: Date) {
  const { _count, _sum } = await tx.modelCall.aggregate({
    where: { model, day: { gte: since }, settledAt: { not: null }, outputTokens: { gt: 0 } },
    _count: { _all: true },
    _sum: { costMicros: true },
  });
  return { calls: _count._all, costMicros: Number(_sum.costMicros ?? 0n) };
}

/** The newest calls since a day. */
export async function lastCalls(tx: TenantTransaction, since: Date, take: number) {
  return tx.modelCall.findMany({
    where: { day: { gte: since } },
    select: {
      id: true,
      createdAt: true,
      model: true,
      inputTokens: true,
      outputTokens: true,
      costMicros: true,
      traceId: true,
    },
    orderBy: [{ day: "desc" }, { id: "desc" }],
    take,
  });
}

/** Calls that were reserved and never settled, since their process died. */
export async function findUnsettledCalls(tx: TenantTransaction, before: Date) {
  return tx.modelCall.findMany({
    where: { settledAt: null, createdAt: { lt: before } },
    select: { id: true, day: true, reservedMicros: true },
    take: 100,
  });
}
