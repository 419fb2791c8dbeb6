import "server-only";
import { z } from "zod";
import { titlesOf } from "@/lib/domains/knowledge/titles-service";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { withheldText } from "./answer/withheld-text";

/** Answers of before did not keep of which document a citation is. */
const kept = z.array(z.looseObject({ documentId: z.uuid().optional() }));

const documentsIn = (citations: unknown) =>
  kept.parse(citations ?? []).flatMap(({ documentId }) => documentId ?? []);

interface Answer {
  id: string;
  citations: unknown;
}

/** The ids of answers that rest on a document which was deleted since. */
async function findGone(
  tx: TenantTransaction,
  rows: readonly Answer[],
): Promise<ReadonlySet<string>> {
  const cited = rows.map(({ id, citations }) => ({ id, documents: documentsIn(citations) }));
  const documents = [...new Set(cited.flatMap((one) => one.documents))];
  if (documents.length === 0) return new Set();
  const there = await titlesOf(tx, documents);
  return new Set(
    cited.filter((one) => one.documents.some((id) => !there.has(id))).map(({ id }) => id),
  );
}

/** The answers without those that rest on a deleted document. */
export async function withoutGone<R extends Answer>(
  tx: TenantTransaction,
  rows: readonly R[],
): Promise<R[]> {
  const gone = await findGone(tx, rows);
  return rows.filter(({ id }) => !gone.has(id));
}

async function languageOf(tx: TenantTransaction, conversationId: string): Promise<string> {
  const found = await tx.conversation.findFirst({
    where: { id: conversationId },
    select: { language: true, organization: { select: { language: true } } },
  });
  return found?.language ?? found?.organization.language ?? "en";
}

/**
 * A conversation's messages as its visitor may read them now: an answer that rests on a document which was deleted since
 * says so in its place, and names no source. What was said stays as it is kept, for the business.
 */
export async function withholdGone<
  R extends Answer & { text: string; outcome: "answered" | "no_answer" | "blocked" | null },
>(tx: TenantTransaction, conversationId: string, rows: readonly R[]): Promise<R[]> {
  const gone = await findGone(tx, rows);
  if (gone.size === 0) return [...rows];
  const text = withheldText(await languageOf(tx, conversationId));
  const withheld = { text, outcome: "no_answer" as const, citations: [] };
  return rows.map((row) => (gone.has(row.id) ? { ...row, ...withheld } : row));
}
