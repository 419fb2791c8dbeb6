import "server-only";
import { nameOfMember } from "@/lib/domains/access/members/list-service";
import { AppError, notFound } from "@/lib/core/errors";
import { addContentIn } from "@/lib/domains/knowledge/add-service";
import { titlesOf } from "@/lib/domains/knowledge/titles-service";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { countUnsorted, lockGaps, rateTypical } from "./cluster-repository";
import {
  changeStatus,
  findGap,
  listAsked,
  listGaps,
  listMemberMessages,
  markAnswered,
  moveQuestions,
  type AskedRow,
  type GapRow,
} from "./repository";
import type {
  GapAnswer,
  GapDetail,
  GapList,
  GapListQuery,
  GapQuestionList,
  GapQuestionsQuery,
  GapView,
} from "./schema";

/** As many of a gap's questions as its answer is written from. */
const MAX_ASKED = 100;
const MAX_QUOTES = 5;

const missing = () => notFound("The gap");

function toView(row: GapRow, titles: ReadonlyMap<string, string>): GapView {
  const { answeredAt, documentId } = row;
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    conversations: row.conversations,
    questions: row.questions,
    disliked: row.disliked,
    firstAskedAt: row.firstAskedAt.toISOString(),
    lastAskedAt: row.lastAskedAt.toISOString(),
    answered:
      answeredAt && documentId
        ? {
            at: answeredAt.toISOString(),
            documentId,
            documentTitle: titles.get(documentId) ?? null,
          }
        : null,
  };
}

const titlesFor = (tx: TenantTransaction, rows: readonly GapRow[]) =>
  titlesOf(
    tx,
    rows.flatMap(({ documentId }) => documentId ?? []),
  );

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [conversations = "", id = ""] = cursor.split(".");
  return { conversations: Number(conversations), id };
}

/** One page of the organization's gaps of a status, those of most conversations first. */
export async function readGaps(context: TenantContext, query: GapListQuery): Promise<GapList> {
  const { status, cursor, limit } = query;
  return withTenant(context, async (tx) => {
    const after = placeOf(cursor);
    const rows = await listGaps(tx, context, { status, after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const titles = await titlesFor(tx, shown);
    return {
      gaps: shown.map((row) => toView(row, titles)),
      nextCursor: last ? `${last.conversations}.${last.id}` : null,
      waiting: await countUnsorted(tx, context),
    };
  });
}

const toQuestionView = ({ askedAt, ...rest }: AskedRow) => ({
  ...rest,
  askedAt: askedAt.toISOString(),
});

/** One page of a gap's questions, newest first. Throws `not_found`. */
export async function readGapQuestions(
  context: TenantContext,
  id: string,
  { cursor, limit }: GapQuestionsQuery,
): Promise<GapQuestionList> {
  const rows = await withTenant(context, async (tx) => {
    if (!(await findGap(tx, context, id))) throw missing();
    return listAsked(tx, context, id, { cursor, limit: limit + 1 });
  });
  const shown = rows.slice(0, limit);
  return {
    questions: shown.map(toQuestionView),
    nextCursor: rows.length > limit ? (shown.at(-1)?.messageId ?? null) : null,
  };
}

/** One gap with its newest questions and what members wrote to who asked them. Throws `not_found`. */
export async function readGap(context: TenantContext, id: string): Promise<GapDetail> {
  const { row, titles, asked, quotes } = await withTenant(context, async (tx) => {
    const row = await findGap(tx, context, id);
    if (!row) throw missing();
    const asked = await listAsked(tx, context, id, { limit: MAX_ASKED });
    const conversations = [...new Set(asked.map(({ conversationId }) => conversationId))];
    const quotes = await listMemberMessages(tx, conversations, MAX_QUOTES);
    return { row, asked, quotes, titles: await titlesFor(tx, [row]) };
  });
  return {
    ...toView(row, titles),
    answeredBy: row.answeredBy && (await nameOfMember(context, row.answeredBy)),
    asked: asked.map(toQuestionView),
    quotes,
  };
}

/** Dismisses a gap, or takes that back. Throws `not_found`, and `conflict` for one that is answered. */
export async function setGapStatus(
  context: TenantContext,
  { id, status }: { id: string; status: "open" | "dismissed" },
): Promise<void> {
  await withTenant(context, async (tx) => {
    const gap = await findGap(tx, context, id);
    if (!gap) throw missing();
    if (gap.status === status) return;
    if (!(await changeStatus(tx, id, { from: ["open", "dismissed"], to: status })))
      throw new AppError("conflict", "This gap is answered already.");
    const deed = status === "dismissed" ? "gap.dismissed" : "gap.reopened";
    await recordAudit(tx, context, deed, [id]);
  });
}

/** Gives the questions of one gap to another that means the same. Throws `not_found` when one of them is not there. */
export async function mergeGaps(
  context: TenantContext,
  { id, into }: { id: string; into: string },
): Promise<void> {
  await withTenant(context, async (tx) => {
    await lockGaps(tx, context);
    for (const gap of [id, into]) if (!(await findGap(tx, context, gap))) throw missing();
    await moveQuestions(tx, { from: id, to: into });
    await rateTypical(tx, context, [into]);
    await recordAudit(tx, context, "gap.merged", [id, into]);
  });
}

/**
 * Publishes a FAQ for a gap and keeps that it is answered, in one transaction. What visitors asked becomes the FAQ's
 * other questions as the member chose them; nothing is taken from the assistant's answers. Throws `not_found`, and
 * `conflict` when somebody else was faster.
 */
export async function publishAnswer(
  context: TenantContext,
  { id, question, answer, alternatives }: GapAnswer,
): Promise<{ documentId: string; jobId: string }> {
  const published = await withTenant(context, async (tx) => {
    if (!(await findGap(tx, context, id))) throw missing();
    const faq = { kind: "faq", origin: "text", title: question, body: answer } as const;
    const { id: documentId, jobId } = await addContentIn(tx, context, { ...faq, alternatives });
    if (!(await markAnswered(tx, id, { userId: context.actor.id, documentId })))
      throw new AppError("conflict", "Somebody has answered this gap meanwhile. Reload the page.");
    await recordAudit(tx, context, "gap.answered", [id]);
    return { documentId, jobId };
  });
  wakeRelay();
  return published;
}
