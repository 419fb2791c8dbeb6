import "server-only";
import type { Scope } from "@/lib/platform/db/scope";
import type { TenantTransaction } from "@/lib/platform/db/transaction";
import { B, K1 } from "./bm25";
import { KIN, searchesForKin } from "./kin";
import type { Question } from "./question";

/** What search knows of an organization's knowledge before it reads a question. */
export interface Collection {
  /** The organization's own language, ISO 639-1. */
  language: string;
  chunks: number;
  averageLength: number;
  /** The languages that it has documents in, most used first. */
  languages: string[];
}

export async function readCollection(tx: TenantTransaction, scope: Scope): Promise<Collection> {
  const [organization] = await tx.$queryRaw<[{ language: string; used: unknown }]>`
    SELECT o.language, coalesce(
      (SELECT jsonb_agg(jsonb_build_object('language', u.language, 'chunks', u.chunks, 'length', u.length)
          ORDER BY u.chunks DESC, u.language)
        FROM (
          SELECT language, sum(chunk_count) AS chunks, sum(indexed_length) AS length
          FROM knowledge_document
          WHERE tenant_id = ${scope.tenantId}::uuid AND organization_id = ${scope.organizationId}::uuid
            AND live_revision IS NOT NULL AND deleted_at IS NULL
          GROUP BY language
        ) AS u), '[]') AS used
    FROM organization o
    WHERE o.tenant_id = ${scope.tenantId}::uuid AND o.id = ${scope.organizationId}::uuid`;
  const used = organization.used as { language: string; chunks: number; length: number }[];
  const chunks = used.reduce((sum, entry) => sum + entry.chunks, 0);
  const length = used.reduce((sum, entry) => sum + entry.length, 0);
  return {
    language: organization.language,
    chunks,
    averageLength: Math.max(length / Math.max(chunks, 1), 1),
    languages: used.map(({ language }) => language),
  };
}

/** As many kindred words as one word of a question is looked for by. */
const MAX_KIN = 24;
/** Above all words that begin alike, in any collation. */
const LAST = "zzzz";

/** The same questions with what is kindred to their content terms in the organization's own knowledge. */
export async function findKin(
  tx: TenantTransaction,
  scope: Scope,
  questions: readonly Question[],
): Promise<Question[]> {
  const searches = questions.flatMap(({ language, content }) =>
    [...content].flatMap((term) =>
      searchesForKin(term, language).map((search) => ({ language, term, ...search })),
    ),
  );
  if (searches.length === 0) return questions.slice();
  const found = await tx.$queryRaw<{ language: string; term: string; form: string }[]>`
    SELECT s.language, s.term, p.term AS form
    FROM unnest(${searches.map(({ language }) => language)}::text[],
      ${searches.map(({ term }) => term)}::text[],
      ${searches.map(({ begins }) => begins)}::text[],
      ${searches.map(({ begins, whole }) => (whole ? begins : begins + LAST))}::text[]) AS s(language, term, low, high)
    CROSS JOIN LATERAL (
      SELECT DISTINCT p.term FROM knowledge_posting p
      WHERE p.tenant_id = ${scope.tenantId}::uuid AND p.organization_id = ${scope.organizationId}::uuid
        AND p.term >= s.low AND p.term <= s.high AND starts_with(p.term, s.low) AND p.term <> s.term
      ORDER BY p.term LIMIT ${MAX_KIN}
    ) AS p`;
  return questions.map((question) => {
    const kin = new Map(question.kin);
    for (const { language, term, form } of found) {
      if (language === question.language) kin.set(term, [...(kin.get(term) ?? []), form]);
    }
    return { ...question, kin };
  });
}

export interface KeywordHit {
  chunkId: string;
  /** BM25. */
  score: number;
}

export interface KeywordResult {
  hits: KeywordHit[];
  /** In how many chunks a term of the question stands; absent for none. */
  frequencies: { term: string; chunks: number }[];
}

/**
 * The chunks that score best by BM25, with the organization's own statistics. Documents of each language are asked with
 * the question as analysed for that language; a kindred word counts less than the word itself. Terms are compared for equality alone, which an index serves under
 * row-level security too.
 */
export async function searchKeywords(
  tx: TenantTransaction,
  scope: Scope,
  collection: Collection,
  questions: readonly Question[],
  limit: number,
): Promise<KeywordResult> {
  const asked = questions.flatMap(({ language, content, kin }) =>
    [...content].flatMap((term) => [
      { language, term, form: term, credit: 1 },
      ...(kin.get(term) ?? []).map((form) => ({ language, term, form, credit: KIN })),
    ]),
  );
  const languages = asked.map(({ language }) => language);
  const terms = asked.map(({ term }) => term);
  const forms = asked.map(({ form }) => form);
  const credits = asked.map(({ credit }) => credit);
  const { chunks, averageLength } = collection;
  const [result] = await tx.$queryRaw<[{ hits: unknown; frequencies: unknown }]>`
    WITH hit AS MATERIALIZED (
      SELECT a.term, p.chunk_id,
        max(a.credit * p.frequency * ${K1 + 1}::float8 / (p.frequency + ${K1}::float8
          * (1 - ${B}::float8 + ${B}::float8 * p.chunk_length / ${averageLength}::float8))) AS saturated
      FROM knowledge_posting p
      JOIN knowledge_document d ON d.tenant_id = p.tenant_id AND d.organization_id = p.organization_id
        AND d.id = p.document_id AND d.live_revision = p.revision
      JOIN unnest(${languages}::text[], ${terms}::text[], ${forms}::text[], ${credits}::float8[])
        AS a(language, term, form, credit) ON a.language = d.language AND a.form = p.term
      WHERE p.tenant_id = ${scope.tenantId}::uuid AND p.organization_id = ${scope.organizationId}::uuid
        AND p.term = ANY(${forms}::text[]) AND d.deleted_at IS NULL
      GROUP BY a.term, p.chunk_id
    ),
    spread AS MATERIALIZED (
      SELECT term, count(*) AS chunks FROM hit GROUP BY term
    ),
    best AS (
      SELECT hit.chunk_id, sum(hit.saturated
        * ln(1 + (greatest(${chunks}::float8 - spread.chunks, 0) + 0.5) / (spread.chunks + 0.5))) AS score
      FROM hit JOIN spread ON spread.term = hit.term
      GROUP BY hit.chunk_id
      ORDER BY score DESC, hit.chunk_id
      LIMIT ${limit}
    )
    SELECT
      coalesce((SELECT jsonb_agg(jsonb_build_object('chunkId', chunk_id, 'score', score)
        ORDER BY score DESC, chunk_id) FROM best), '[]') AS hits,
      coalesce((SELECT jsonb_agg(spread) FROM spread), '[]') AS frequencies`;
  return result as KeywordResult;
}
