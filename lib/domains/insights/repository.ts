import "server-only";
import type { TenantTransaction } from "@/lib/platform/db/transaction";

/** From one moment to before another, cut into days of a time zone. */
export interface Span {
  from: Date;
  to: Date;
  timeZone: string;
}

interface DayRow {
  day: string;
}

// What members ask in the playground and has no key is not a visitor's. Everywhere here counts are cast, since Postgres
// counts in bigint.
const DAY = "YYYY-MM-DD";

export function answersByDay(tx: TenantTransaction, { from, to, timeZone }: Span) {
  return tx.$queryRaw<
    (DayRow & { answered: number; unanswered: number; helpful: number; unhelpful: number })[]
  >`
    SELECT to_char(m.created_at AT TIME ZONE ${timeZone}, ${DAY}) AS day,
      (count(*) FILTER (WHERE m.outcome = 'answered'))::int AS answered,
      (count(*) FILTER (WHERE m.outcome = 'no_answer'))::int AS unanswered,
      (count(*) FILTER (WHERE m.rating = 'up'))::int AS helpful,
      (count(*) FILTER (WHERE m.rating = 'down'))::int AS unhelpful
    FROM message m
    JOIN conversation c ON (c.tenant_id, c.organization_id, c.id) = (m.tenant_id, m.organization_id, m.conversation_id)
    WHERE m.role = 'assistant' AND m.state = 'complete' AND c.api_key_id IS NOT NULL
      AND m.created_at >= ${from} AND m.created_at < ${to}
    GROUP BY 1`;
}

export function questionsByDay(tx: TenantTransaction, { from, to, timeZone }: Span) {
  return tx.$queryRaw<(DayRow & { questions: number })[]>`
    SELECT to_char(m.created_at AT TIME ZONE ${timeZone}, ${DAY}) AS day, count(*)::int AS questions
    FROM message m
    JOIN conversation c ON (c.tenant_id, c.organization_id, c.id) = (m.tenant_id, m.organization_id, m.conversation_id)
    WHERE m.role = 'visitor' AND c.api_key_id IS NOT NULL AND m.created_at >= ${from} AND m.created_at < ${to}
    GROUP BY 1`;
}

export function conversationsByDay(tx: TenantTransaction, { from, to, timeZone }: Span) {
  return tx.$queryRaw<(DayRow & { conversations: number })[]>`
    SELECT to_char(created_at AT TIME ZONE ${timeZone}, ${DAY}) AS day, count(*)::int AS conversations
    FROM conversation
    WHERE api_key_id IS NOT NULL AND created_at >= ${from} AND created_at < ${to}
    GROUP BY 1`;
}

export function handoffsByDay(tx: TenantTransaction, { from, to, timeZone }: Span) {
  return tx.$queryRaw<(DayRow & { handoffs: number })[]>`
    SELECT to_char(created_at AT TIME ZONE ${timeZone}, ${DAY}) AS day, count(*)::int AS handoffs
    FROM handoff WHERE created_at >= ${from} AND created_at < ${to} GROUP BY 1`;
}

export function leadsByDay(tx: TenantTransaction, { from, to, timeZone }: Span) {
  return tx.$queryRaw<(DayRow & { leads: number })[]>`
    SELECT to_char(created_at AT TIME ZONE ${timeZone}, ${DAY}) AS day, count(*)::int AS leads
    FROM lead WHERE created_at >= ${from} AND created_at < ${to} GROUP BY 1`;
}

export function questionsByHour(tx: TenantTransaction, { from, to, timeZone }: Span) {
  return tx.$queryRaw<{ weekday: number; hour: number; questions: number }[]>`
    SELECT extract(isodow FROM m.created_at AT TIME ZONE ${timeZone})::int AS weekday,
      extract(hour FROM m.created_at AT TIME ZONE ${timeZone})::int AS hour, count(*)::int AS questions
    FROM message m
    JOIN conversation c ON (c.tenant_id, c.organization_id, c.id) = (m.tenant_id, m.organization_id, m.conversation_id)
    WHERE m.role = 'visitor' AND c.api_key_id IS NOT NULL AND m.created_at >= ${from} AND m.created_at < ${to}
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Half of the answers began within the first, nineteen of twenty within the second; undefined without any. */
export async function firstWordTimes(tx: TenantTransaction, { from, to }: Span) {
  const [row] = await tx.$queryRaw<[{ p50: number | null; p95: number | null }]>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY m.first_word_ms) AS p50,
      percentile_cont(0.95) WITHIN GROUP (ORDER BY m.first_word_ms) AS p95
    FROM message m
    JOIN conversation c ON (c.tenant_id, c.organization_id, c.id) = (m.tenant_id, m.organization_id, m.conversation_id)
    WHERE m.role = 'assistant' AND m.first_word_ms IS NOT NULL AND c.api_key_id IS NOT NULL
      AND m.created_at >= ${from} AND m.created_at < ${to}`;
  return row.p50 === null || row.p95 === null ? null : { p50: row.p50, p95: row.p95 };
}

export async function sumOfCosts(tx: TenantTransaction, { from, to }: Span): Promise<number> {
  const { _sum } = await tx.modelCall.aggregate({
    where: { createdAt: { gte: from, lt: to } },
    _sum: { costMicros: true },
  });
  return Number(_sum.costMicros ?? 0n);
}

/** How often visitors began a conversation or wrote in one. */
export async function countAsked(tx: TenantTransaction, { from, to }: Span): Promise<number> {
  const createdAt = { gte: from, lt: to };
  const begun = await tx.conversation.count({ where: { createdAt, apiKeyId: { not: null } } });
  const written = await tx.message.count({
    where: { createdAt, role: "visitor", conversation: { apiKeyId: { not: null } } },
  });
  return begun + written;
}
