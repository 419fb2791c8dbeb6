import "server-only";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import type { GapStatus } from "./terms";

export interface GapRow {
  id: string;
  title: string;
  status: GapStatus;
  conversations: number;
  questions: number;
  disliked: number;
  firstAskedAt: Date;
  lastAskedAt: Date;
  answeredAt: Date | null;
  answeredBy: string | null;
  documentId: string | null;
}

// Counted from what is there, so that a deleted conversation counts no longer from that moment on.
const gaps = ({ tenantId, organizationId }: Scope, which: Prisma.Sql) => Prisma.sql`
  SELECT gap.id, gap.status::text AS status, asked.title, asked.conversations, asked.questions, asked.disliked,
    asked.first AS "firstAskedAt", asked.last AS "lastAskedAt", gap.answered_at AS "answeredAt",
    gap.answered_by::text AS "answeredBy", gap.document_id::text AS "documentId"
  FROM knowledge_gap gap
  JOIN LATERAL (
    SELECT count(DISTINCT m.conversation_id)::int AS conversations, count(*)::int AS questions,
      count(*) FILTER (WHERE a.rating = 'down' AND a.outcome = 'answered')::int AS disliked,
      min(m.created_at) AS first, max(m.created_at) AS last,
      (array_agg(q.text ORDER BY q.similarity DESC, q.message_id))[1] AS title
    FROM gap_question q
    JOIN message m ON m.tenant_id = q.tenant_id AND m.organization_id = q.organization_id AND m.id = q.message_id
    JOIN message a ON a.tenant_id = m.tenant_id AND a.organization_id = m.organization_id AND a.reply_to_id = m.id
    WHERE q.tenant_id = gap.tenant_id AND q.organization_id = gap.organization_id AND q.gap_id = gap.id
  ) AS asked ON asked.questions > 0
  WHERE gap.tenant_id = ${tenantId}::uuid AND gap.organization_id = ${organizationId}::uuid AND ${which}`;

export interface Place {
  conversations: number;
  id: string;
}

/** Gaps of a status that follow a place, those of most conversations first. */
export async function listGaps(
  tx: TenantTransaction,
  scope: Scope,
  query: { status: GapStatus; after: Place | undefined; limit: number },
): Promise<GapRow[]> {
  const { status, after, limit } = query;
  const follows = after
    ? Prisma.sql`AND (asked.conversations, gap.id) < (${after.conversations}::int, ${after.id}::uuid)`
    : Prisma.empty;
  return tx.$queryRaw<GapRow[]>`
    ${gaps(scope, Prisma.sql`gap.status = ${status}::gap_status ${follows}`)}
    ORDER BY asked.conversations DESC, gap.id DESC LIMIT ${limit}`;
}

export async function findGap(
  tx: TenantTransaction,
  scope: Scope,
  id: string,
): Promise<GapRow | undefined> {
  const [row] = await tx.$queryRaw<GapRow[]>`${gaps(scope, Prisma.sql`gap.id = ${id}::uuid`)}`;
  return row;
}

/** The most typical questions of gaps by their ids; of one that is gone there is none. */
export async function readGapTitles(
  tx: TenantTransaction,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<
    GapRow[]
  >`${gaps(scope, Prisma.sql`gap.id = ANY(${[...ids]}::uuid[])`)}`;
  return new Map(rows.map(({ id, title }) => [id, title]));
}

export interface AskedRow {
  messageId: string;
  conversationId: string;
  text: string;
  askedAt: Date;
  answer: string;
  disliked: boolean;
}

/** A gap's questions, newest first, with what was answered; `cursor` is the last one of the page before. */
export async function listAsked(
  tx: TenantTransaction,
  scope: Scope,
  gapId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<AskedRow[]> {
  const before = cursor ? Prisma.sql`AND q.message_id < ${cursor}::uuid` : Prisma.empty;
  return tx.$queryRaw<AskedRow[]>`
    SELECT q.message_id::text AS "messageId", m.conversation_id::text AS "conversationId", q.text,
      m.created_at AS "askedAt", a.text AS answer, (a.rating = 'down' AND a.outcome = 'answered') IS TRUE AS disliked
    FROM gap_question q
    JOIN message m ON m.tenant_id = q.tenant_id AND m.organization_id = q.organization_id AND m.id = q.message_id
    JOIN message a ON a.tenant_id = m.tenant_id AND a.organization_id = m.organization_id AND a.reply_to_id = m.id
    WHERE q.tenant_id = ${scope.tenantId}::uuid AND q.organization_id = ${scope.organizationId}::uuid
      AND q.gap_id = ${gapId}::uuid ${before}
    ORDER BY q.message_id DESC LIMIT ${limit}`;
}

/** What people of the business wrote in conversations, newest first. */
export async function listMemberMessages(
  tx: TenantTransaction,
  conversationIds: readonly string[],
  limit: number,
) {
  return tx.message.findMany({
    where: { conversationId: { in: [...conversationIds] }, role: "member", state: "complete" },
    select: { text: true, authorName: true },
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** Visitors' newest questions that were answered, each text once. */
export async function listAnswered(
  tx: TenantTransaction,
  scope: Scope,
  limit: number,
): Promise<{ id: string; conversationId: string; text: string }[]> {
  return tx.$queryRaw`
    SELECT id::text, "conversationId", text FROM (
      SELECT DISTINCT ON (q.text) q.id, q.conversation_id::text AS "conversationId", q.text
      FROM (
        SELECT a.reply_to_id FROM message a
        JOIN conversation c ON c.tenant_id = a.tenant_id AND c.organization_id = a.organization_id
          AND c.id = a.conversation_id AND c.api_key_id IS NOT NULL
        WHERE a.tenant_id = ${scope.tenantId}::uuid AND a.organization_id = ${scope.organizationId}::uuid
          AND a.role = 'assistant' AND a.outcome = 'answered' AND a.rating IS DISTINCT FROM 'down'
        ORDER BY a.id DESC LIMIT ${limit * 5}) AS newest
      JOIN message q ON q.tenant_id = ${scope.tenantId}::uuid AND q.organization_id = ${scope.organizationId}::uuid
        AND q.id = newest.reply_to_id
      ORDER BY q.text, q.id DESC) AS asked
    ORDER BY id DESC LIMIT ${limit}`;
}

/** Sets the status of a gap that has one of others. Returns whether it did. */
export async function changeStatus(
  tx: TenantTransaction,
  id: string,
  { from, to }: { from: readonly GapStatus[]; to: GapStatus },
): Promise<boolean> {
  const { count } = await tx.knowledgeGap.updateMany({
    where: { id, status: { in: [...from] } },
    data: { status: to },
  });
  return count === 1;
}

/** Keeps who answered a gap, when and by which FAQ; of two at once one does. Returns whether it did. */
export async function markAnswered(
  tx: TenantTransaction,
  id: string,
  by: { userId: string; documentId: string },
): Promise<boolean> {
  const { count } = await tx.knowledgeGap.updateMany({
    where: { id, status: { not: "answered" } },
    data: {
      status: "answered",
      answeredBy: by.userId,
      answeredAt: new Date(),
      documentId: by.documentId,
    },
  });
  return count === 1;
}

/** Gives the questions of one gap to another and removes the first. */
export async function moveQuestions(
  tx: TenantTransaction,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.gapQuestion.updateMany({ where: { gapId: from }, data: { gapId: to } });
  await tx.knowledgeGap.deleteMany({ where: { id: from } });
}
