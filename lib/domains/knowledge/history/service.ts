import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { namesOf } from "@/lib/domains/access/names-service";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findDocument, lockDocument, type FullDocumentRow } from "../repository";
import { applyChange } from "../service";
import { write } from "../write";
import { findVersion, listVersions, newestVersion, type VersionRow } from "./repository";
import {
  versionView,
  type RestoreInput,
  type VersionContent,
  type VersionDetail,
  type VersionList,
  type VersionQuery,
  type VersionView,
} from "./schema";

async function require(tx: TenantTransaction, id: string): Promise<FullDocumentRow> {
  const document = await findDocument(tx, id);
  if (!document) throw notFound("The document");
  return document;
}

async function viewsOf(
  context: TenantContext,
  rows: readonly VersionRow[],
): Promise<VersionView[]> {
  const names = await namesOf(
    context,
    rows.map(({ changedByKind: kind, changedById: id }) => ({ kind, id })),
  );
  return rows.map(({ number, at, change, fields, changedByKind, changedById }) =>
    versionView.parse({
      number,
      at: at.toISOString(),
      change,
      fields,
      by: { kind: changedByKind, name: names.get(changedById) ?? null },
    }),
  );
}

/** One page of what a document was before, newest first. Throws `not_found`. */
export async function readHistory(
  context: TenantContext,
  id: string,
  query: VersionQuery,
): Promise<VersionList> {
  const rows = await withTenant(context, async (tx) => {
    await require(tx, id);
    return listVersions(tx, id, query);
  });
  const page = rows.slice(0, query.limit);
  const more = rows.length > query.limit;
  return {
    versions: await viewsOf(context, page),
    nextCursor: more ? (page.at(-1)?.number ?? null) : null,
  };
}

function contentOf(row: Pick<FullDocumentRow, "title" | "body" | "alternatives" | "url">) {
  const { title, body, alternatives, url } = row;
  return { title, text: body, alternatives, url } satisfies VersionContent;
}

/** A version beside what it was changed into. Throws `not_found`, also when it is so old that it is not kept any more. */
export async function readVersion(
  context: TenantContext,
  { id, number }: { id: string; number: number },
): Promise<VersionDetail> {
  const { version, next } = await withTenant(context, async (tx) => {
    const document = await require(tx, id);
    const version = await findVersion(tx, id, number);
    if (!version) throw notFound("The version");
    return { version, next: (await findVersion(tx, id, number + 1)) ?? document };
  });
  const [view] = await viewsOf(context, [version]);
  return { ...view!, before: contentOf(version), after: contentOf(next) };
}

/**
 * Takes an earlier version of a document back, as a change like any other: what it says now is kept as a version too. The
 * text of a file stays, since it is read from the file. Throws `not_found`, and `conflict` when somebody has changed the
 * document since its reader looked.
 */
export async function restoreVersion(
  context: TenantContext,
  { id, number, newest }: RestoreInput,
): Promise<FullDocumentRow> {
  return write(context, async (tx) => {
    const current = await lockDocument(tx, context, id);
    if (!current) throw notFound("The document");
    const version = await findVersion(tx, id, number);
    if (!version) throw notFound("The version");
    if ((await newestVersion(tx, id)) !== newest) {
      throw new AppError(
        "conflict",
        "Somebody has changed it since you opened its history. Look at the newest change first.",
        { details: { reason: "changed_meanwhile" } },
      );
    }
    const { title, body, alternatives, url } = version;
    const text = current.fileName === null && body !== null ? { body } : {};
    await applyChange(tx, context, current, { title, alternatives, url, ...text }, "restored");
    return require(tx, id);
  });
}
