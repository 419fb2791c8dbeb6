import { createHash } from "node:crypto";

/** The form of what is hashed, as it stands below: all that the verifier knows. Another form needs one that knows both. */
export const CHAIN_VERSION = 1;

/** What the first seal of a tenant names as the hash before it. */
export const GENESIS = "0".repeat(64);

/** A row of the log, every column of it. */
export interface ChainedEvent {
  tenantId: string;
  organizationId: string;
  id: string;
  at: Date;
  actorKind: string;
  actorId: string;
  action: string;
  recordId: string | null;
  network: string | null;
  traceId: string;
}

/** A seal without its own hash. */
export interface SealedBatch {
  version: number;
  tenantId: string;
  sequence: number;
  firstPosition: number;
  lastPosition: number;
  rowCount: number;
  previousHash: string;
  completeUntil: Date;
  sealedAt: Date;
}

// One JSON array of texts, whole numbers and null, without white space, in UTF-8: nothing in it can be written in two
// ways, and no two rows are written alike.
const hashOf = (parts: readonly (string | number | null)[]) =>
  createHash("sha256").update(JSON.stringify(parts), "utf8").digest("hex");

/** The hash of a row at its place: it holds that of the row before it, or of the seal before it. */
export function hashOfEntry(version: number, before: string, position: number, row: ChainedEvent) {
  return hashOf([
    "frontdesk-audit-row",
    version,
    before,
    position,
    row.tenantId,
    row.organizationId,
    row.id,
    row.at.toISOString(),
    row.actorKind,
    row.actorId,
    row.action,
    row.recordId,
    row.network,
    row.traceId,
  ]);
}

/** The hash of a seal: it holds that of the seal before it, and through that of its last row every row of its batch. */
export function hashOfSeal(seal: SealedBatch, lastEntryHash: string) {
  return hashOf([
    "frontdesk-audit-seal",
    seal.version,
    seal.tenantId,
    seal.sequence,
    seal.previousHash,
    seal.firstPosition,
    seal.lastPosition,
    seal.rowCount,
    seal.completeUntil.toISOString(),
    seal.sealedAt.toISOString(),
    lastEntryHash,
  ]);
}
