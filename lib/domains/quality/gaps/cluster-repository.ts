import "server-only";
import { newId } from "@/lib/core/ids";
import type { QuestionVector } from "@/lib/domains/knowledge/meaning-service";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { ALIKE } from "./alike";

export interface FailedQuestion {
  id: string;
  conversationId: string;
  text: string;
  createdAt: Date;
}

// A member who tries the playground has no key; visitors come with one.
const FAILED = Prisma.sql`
  SELECT q.id, q.conversation_id AS "conversationId", q.text, q.created_at AS "createdAt"
  FROM message a
  JOIN message q ON q.tenant_id = a.tenant_id AND q.organization_id = a.organization_id AND q.id = a.reply_to_id
  JOIN conversation c ON c.tenant_id = a.tenant_id AND c.organization_id = a.organization_id
    AND c.id = a.conversation_id AND c.api_key_id IS NOT NULL
  WHERE a.role = 'assistant' AND a.state = 'complete' AND (a.outcome = 'no_answer' OR a.rating = 'down')`;

const unsorted = ({ tenantId, organizationId }: Scope) => Prisma.sql`
  ${FAILED} AND a.tenant_id = ${tenantId}::uuid AND a.organization_id = ${organizationId}::uuid
  AND NOT EXISTS (SELECT FROM gap_question g WHERE g.tenant_id = q.tenant_id
    AND g.organization_id = q.organization_id AND g.message_id = q.id)`;

/** Visitors' questions that were not answered, or whose answer was rated down, and that are in no gap yet; oldest first. */
export async function findUnsorted(
  tx: TenantTransaction,
  scope: Scope,
  limit: number,
): Promise<FailedQuestion[]> {
  return tx.$queryRaw<FailedQuestion[]>`${unsorted(scope)} ORDER BY q.id LIMIT ${limit}`;
}

export async function countUnsorted(tx: TenantTransaction, scope: Scope): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (${unsorted(scope)}) AS questions`;
  return row.count;
}

/** One run sorts at a time, until the end of the transaction: two would each make a gap of the same new question. */
export async function lockGaps(tx: TenantTransaction, scope: Scope): Promise<void> {
  const subject = `gaps ${scope.organizationId}`;
  await tx.$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(hashtextextended(${subject}, 0))`;
}

/** By how much two questions are nearer than they must be: of a stored one `q` and one given by terms and vector. */
function margin(terms: Prisma.Sql, embedder: Prisma.Sql, vector: Prisma.Sql) {
  const shared = Prisma.sql`(cardinality(ARRAY(SELECT unnest(q.terms) INTERSECT SELECT unnest(${terms})))
    / sqrt(greatest(cardinality(q.terms) * cardinality(${terms}), 1)::float8))`;
  return Prisma.sql`(CASE WHEN q.embedder = ${embedder}
    THEN 1 - (q.embedding <=> ${vector}) + ${ALIKE.words}::float8 * ${shared} - ${ALIKE.byMeaning}::float8
    ELSE ${shared} - ${ALIKE.byWords}::float8 END)`;
}

const literal = (vector: QuestionVector | undefined) => vector && `[${vector.vector.join(",")}]`;

/** The gap whose questions are on average nearest to one, if near enough. Of large gaps the newest questions speak. */
export async function findNearestGap(
  tx: TenantTransaction,
  scope: Scope,
  { terms, vector }: { terms: readonly string[]; vector: QuestionVector | undefined },
): Promise<string | undefined> {
  const distance = margin(
    Prisma.sql`${terms.slice()}::text[]`,
    Prisma.sql`${vector?.embedder ?? null}::text`,
    Prisma.sql`${literal(vector) ?? null}::halfvec(512)`,
  );
  const [nearest] = await tx.$queryRaw<{ id: string }[]>`
    SELECT gap_id AS id FROM (
      SELECT q.gap_id, ${distance} AS margin FROM (
        SELECT *, row_number() OVER (PARTITION BY gap_id ORDER BY message_id DESC) AS place FROM gap_question
        WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
          AND gap_id IS NOT NULL) AS q
      WHERE q.place <= ${SPEAKERS}) AS near
    GROUP BY gap_id HAVING avg(margin) >= 0 ORDER BY avg(margin) DESC, gap_id LIMIT 1`;
  return nearest?.id;
}

/** As many of a gap's questions as are compared. */
const SPEAKERS = 30;

export async function insertGap(tx: TenantTransaction, scope: Scope): Promise<string> {
  const id = newId();
  const { tenantId, organizationId } = scope;
  await tx.knowledgeGap.create({ data: { tenantId, organizationId, id }, select: { id: true } });
  return id;
}

export interface SortedQuestion {
  messageId: string;
  gapId: string | null;
  text: string;
  terms: readonly string[];
  vector: QuestionVector | undefined;
}

/** Puts a question in its gap, unless it is in one already. */
export async function insertQuestion(
  tx: TenantTransaction,
  scope: Scope,
  { messageId, gapId, text, terms, vector }: SortedQuestion,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO gap_question (tenant_id, organization_id, message_id, gap_id, text, terms, embedder, embedding)
    SELECT ${scope.tenantId}::uuid, ${scope.organizationId}::uuid, ${messageId}::uuid, ${gapId}::uuid, ${text},
      ${terms.slice()}::text[], ${vector?.embedder ?? null}::text, ${literal(vector) ?? null}::halfvec(512)
    ON CONFLICT (tenant_id, organization_id, message_id) DO NOTHING`;
}

/** An answered gap is open again when somebody asked in vain after it was answered. */
export async function reopenAskedAgain(tx: TenantTransaction, scope: Scope): Promise<void> {
  await tx.$executeRaw`
    UPDATE knowledge_gap AS gap SET status = 'open'
    WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
      AND status = 'answered' AND EXISTS (
        SELECT FROM gap_question q
        JOIN message m ON m.tenant_id = q.tenant_id AND m.organization_id = q.organization_id AND m.id = q.message_id
        WHERE q.tenant_id = gap.tenant_id AND q.organization_id = gap.organization_id AND q.gap_id = gap.id
          AND m.created_at > gap.answered_at)`;
}

/** Says anew how typical the questions of gaps are: how near they are on average to the others. */
export async function rateTypical(
  tx: TenantTransaction,
  scope: Scope,
  gapIds: readonly string[],
): Promise<void> {
  const distance = margin(
    Prisma.sql`other.terms`,
    Prisma.sql`other.embedder`,
    Prisma.sql`other.embedding`,
  );
  await tx.$executeRaw`
    UPDATE gap_question AS q SET similarity = coalesce((
      SELECT avg(${distance}) FROM (
        SELECT * FROM gap_question AS o
        WHERE o.tenant_id = q.tenant_id AND o.organization_id = q.organization_id AND o.gap_id = q.gap_id
          AND o.message_id <> q.message_id
        ORDER BY o.message_id DESC LIMIT ${SPEAKERS}) AS other), 0)
    WHERE q.tenant_id = ${scope.tenantId}::uuid AND q.organization_id = ${scope.organizationId}::uuid
      AND q.gap_id = ANY(${gapIds.slice()}::uuid[])`;
}

/** Takes out questions whose answer is not rated down any more, and gaps that have no question left. */
export async function removeSettled(tx: TenantTransaction, scope: Scope): Promise<void> {
  const { tenantId, organizationId } = scope;
  await tx.$executeRaw`
    DELETE FROM gap_question AS g
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid AND NOT EXISTS (
      SELECT FROM message a WHERE a.tenant_id = g.tenant_id AND a.organization_id = g.organization_id
        AND a.reply_to_id = g.message_id AND (a.outcome = 'no_answer' OR a.rating = 'down'))`;
  await tx.$executeRaw`
    DELETE FROM knowledge_gap AS gap
    WHERE tenant_id = ${tenantId}::uuid AND organization_id = ${organizationId}::uuid AND NOT EXISTS (
      SELECT FROM gap_question g WHERE g.tenant_id = gap.tenant_id AND g.organization_id = gap.organization_id
        AND g.gap_id = gap.id)`;
}
