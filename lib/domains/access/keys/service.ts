import "server-only";
import { AppError, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { generateApiKey, isLiveKey } from "@/lib/tenancy/api-key";
import { recordAudit } from "@/lib/tenancy/audit";
import type { TenantContext } from "@/lib/tenancy/context";
import { permissionsOfRole } from "@/lib/tenancy/permissions";
import { namesOf, stillMembers } from "../members/list-service";
import { holdRole } from "../members/repository";
import { findWidget } from "../repository";
import { insertKey, listKeyRows, lockKey, updateKey, type KeyRow } from "./repository";
import {
  OVERLAPS,
  type CreateKeyInput,
  type KeyListQuery,
  type KeyPage,
  type KeyView,
  type Overlap,
} from "./schema";

/** A key with its full text, which stands in this answer alone: only its hash is kept. */
export interface NewKey {
  id: string;
  key: string;
  hint: string;
}

const EXPIRING_MS = 7 * 24 * 60 * 60 * 1000;

function stateOf(key: KeyRow, now: Date): KeyView["state"] {
  if (key.revokedAt) return "revoked";
  if (!isLiveKey(key, now)) return "expired";
  if (key.replacedBy) return "replaced";
  const left = key.expiresAt ? key.expiresAt.getTime() - now.getTime() : Infinity;
  return left <= EXPIRING_MS ? "expiring" : "live";
}

function toView(row: KeyRow, names: ReadonlyMap<string, string>, now: Date): KeyView {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    createdBy: row.createdBy ? { id: row.createdBy, name: names.get(row.createdBy) ?? null } : null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    state: stateOf(row, now),
  };
}

/** One page of the organization's keys, also of those that ended, the newest first. */
export async function readKeys(context: TenantContext, query: KeyListQuery): Promise<KeyPage> {
  const { rows, makers } = await withTenant(context, async (tx) => {
    const rows = await listKeyRows(tx, query);
    const ids = rows.flatMap(({ createdBy }) => createdBy ?? []);
    return { rows, makers: await stillMembers(tx, ids) };
  });
  const names = await namesOf(makers);
  const now = new Date();
  const page = rows.slice(0, query.limit);
  return {
    keys: page.map((row) => toView(row, names, now)),
    nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** A key outlives its maker's membership, so it is not made by a right that was lost since the call began. */
async function requireStillManages(tx: TenantTransaction, context: TenantContext): Promise<void> {
  const role = await holdRole(tx, context.actor.id);
  if (role && permissionsOfRole(role).has("keys:manage")) return;
  throw new AppError("forbidden", "You may not manage API keys any more.");
}

async function addKey(
  tx: TenantTransaction,
  context: TenantContext,
  key: Pick<KeyRow, "kind" | "name" | "scopes" | "widgetId" | "expiresAt">,
): Promise<NewKey> {
  const id = newId();
  const { key: text, hash, hint } = generateApiKey(key.kind);
  const createdBy = context.actor.kind === "user" ? context.actor.id : null;
  await insertKey(tx, context, { ...key, id, hash, hint, createdBy });
  await recordAudit(tx, context, "api_key.created", [id]);
  return { id, key: text, hint };
}

/** Makes a key. Throws `not_found` for a publishable one where there is no widget, `forbidden` to who may not any more. */
export async function createKey(context: TenantContext, input: CreateKeyInput): Promise<NewKey> {
  const { kind, name, scopes } = input;
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  return withTenant(context, async (tx) => {
    await requireStillManages(tx, context);
    const widget = kind === "publishable" ? await findWidget(tx) : null;
    if (kind === "publishable" && !widget) throw notFound("The widget");
    const widgetId = widget?.id ?? null;
    return addKey(tx, context, { kind, name, scopes: [...new Set(scopes)], widgetId, expiresAt });
  });
}

async function lockLive(tx: TenantTransaction, id: string): Promise<KeyRow> {
  const key = await lockKey(tx, id);
  if (!key) throw notFound("The key");
  if (!isLiveKey(key)) throw new AppError("conflict", "This key has ended already.");
  return key;
}

/** When the successor of a key expires: it lives as long as that one was to live. */
function nextExpiry({ createdAt, expiresAt }: KeyRow, now: Date): Date | null {
  return expiresAt && new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime());
}

/**
 * Makes a key like this one, which goes on for the overlap, or until it expires if that is sooner. All or nothing, and
 * once. Throws `not_found` for an unknown or foreign key, `conflict` for one that has ended or was rotated before, and
 * `forbidden` to who may not any more.
 */
export async function rotateKey(
  context: TenantContext,
  { id, overlap }: { id: string; overlap: Overlap },
): Promise<NewKey> {
  return withTenant(context, async (tx) => {
    await requireStillManages(tx, context);
    const old = await lockLive(tx, id);
    if (old.replacedBy)
      throw new AppError("conflict", "This key was rotated already: rotate the new one instead.");
    const now = new Date();
    const { kind, name, scopes, widgetId } = old;
    const expiresAt = nextExpiry(old, now);
    const made = await addKey(tx, context, { kind, name, scopes, widgetId, expiresAt });
    const until = new Date(now.getTime() + OVERLAPS[overlap]);
    const end = old.expiresAt && old.expiresAt < until ? old.expiresAt : until;
    await updateKey(tx, id, {
      replacedBy: made.id,
      ...(overlap === "none" ? { revokedAt: now } : { expiresAt: end }),
    });
    await recordAudit(tx, context, "api_key.rotated", [id]);
    return made;
  });
}

/**
 * Ends a key at once: each call looks it up. Throws `not_found` for an unknown or foreign key, `conflict` for one that
 * has ended.
 */
export async function revokeKey(context: TenantContext, id: string): Promise<void> {
  await withTenant(context, async (tx) => {
    await lockLive(tx, id);
    await updateKey(tx, id, { revokedAt: new Date() });
    await recordAudit(tx, context, "api_key.revoked", [id]);
  });
}
