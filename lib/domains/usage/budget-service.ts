import "server-only";
import { newId } from "@/lib/core/ids";
import { withTenant } from "@/lib/platform/db/transaction";
import { log } from "@/lib/platform/log/log";
import type { Scope } from "@/lib/platform/db/scope";
import { ownedBy, type TenantContext } from "@/lib/tenancy/context";
import { findUnsettledCalls } from "./repository";

export interface Reservation {
  id: string;
  day: Date;
  micros: bigint;
  /** Of a call that this process makes: its model, and when it began by the process's own clock. */
  call?: { model: string; began: number };
}

interface Usage {
  costMicros: bigint;
  inputTokens: number;
  outputTokens: number;
}

function tell({ model, began }: { model: string; began: number }, usage: Usage): void {
  log.info("model call settled", {
    model,
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cost_usd: Number(usage.costMicros) / 1_000_000,
    latency_ms: Math.round(performance.now() - began),
  });
}

function utcDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/**
 * Sets aside the most that a model call can cost (millionths of a US dollar) from today's budget of the organization, in
 * one statement, so that parallel calls never spend the same money. Undefined when it would go over the share `upTo` (0 to
 * 1) of the budget.
 */
export async function reserveSpend(
  context: TenantContext,
  model: string,
  micros: bigint,
  upTo = 1,
): Promise<Reservation | undefined> {
  const day = utcDay(new Date());
  const { tenantId, organizationId } = context;
  return withTenant(context, async (tx) => {
    await tx.dailySpend.createMany({ data: { ...ownedBy(context), day }, skipDuplicates: true });
    const reserved = await tx.$executeRaw`
      UPDATE daily_spend AS spend SET reserved_micros = reserved_micros + ${micros}
      FROM organization
      WHERE organization.tenant_id = ${tenantId}::uuid AND organization.id = ${organizationId}::uuid
        AND spend.tenant_id = ${tenantId}::uuid AND spend.organization_id = ${organizationId}::uuid
        AND spend.day = ${day}::date
        AND spend.spent_micros + spend.reserved_micros + ${micros} <= floor(organization.daily_budget_micros * ${upTo}::numeric)`;
    if (reserved === 0) return undefined;
    const id = newId();
    await tx.modelCall.create({
      data: {
        ...ownedBy(context),
        id,
        day,
        model,
        reservedMicros: micros,
        traceId: context.traceId,
      },
      select: { id: true },
    });
    return { id, day, micros, call: { model, began: performance.now() } };
  });
}

/** Books what a call really cost and frees its reservation. A second settling of the same call changes nothing. */
export async function settleSpend(
  context: Scope,
  reservation: Reservation,
  usage: Usage,
): Promise<void> {
  const settled = await withTenant(context, async (tx) => {
    const { count } = await tx.modelCall.updateMany({
      where: { id: reservation.id, settledAt: null },
      data: { ...usage, settledAt: new Date() },
    });
    if (count === 0) return false;
    await tx.dailySpend.updateMany({
      where: { day: reservation.day },
      data: {
        reservedMicros: { decrement: reservation.micros },
        spentMicros: { increment: usage.costMicros },
      },
    });
    return true;
  });
  if (settled && reservation.call) tell(reservation.call, usage);
}

/** Books calls as what was set aside for them, whose process died: the provider may have charged it. Returns how many. */
export async function settleAbandoned(scope: Scope, before: Date): Promise<number> {
  const calls = await withTenant(scope, (tx) => findUnsettledCalls(tx, before));
  for (const { id, day, reservedMicros: micros } of calls) {
    const usage = { costMicros: micros, inputTokens: 0, outputTokens: 0 };
    await settleSpend(scope, { id, day, micros }, usage);
  }
  return calls.length;
}

/**
 * Books a call that was made without setting anything aside: those of embeddings, which a used-up budget does not stop,
 * since search and indexing go on. What they cost counts to what the day has spent all the same, so that less is left
 * for answers. A call that costs nothing leaves no row.
 */
export async function recordSpend(
  context: Scope & { traceId: string },
  model: string,
  { inputTokens, costMicros }: Pick<Usage, "inputTokens" | "costMicros">,
): Promise<void> {
  if (costMicros === 0n) return;
  const now = new Date();
  const day = utcDay(now);
  await withTenant(context, async (tx) => {
    await tx.modelCall.create({
      data: {
        ...ownedBy(context),
        id: newId(),
        day,
        model,
        reservedMicros: 0n,
        inputTokens,
        outputTokens: 0,
        costMicros,
        traceId: context.traceId,
        settledAt: now,
      },
      select: { id: true },
    });
    await tx.dailySpend.createMany({ data: { ...ownedBy(context), day }, skipDuplicates: true });
    await tx.dailySpend.updateMany({
      where: { day },
      data: { spentMicros: { increment: costMicros } },
    });
  });
}
