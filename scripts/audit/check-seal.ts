import {
  CHAIN_VERSION,
  GENESIS,
  hashOfEntry,
  hashOfSeal,
  type SealedBatch,
} from "../../lib/domains/access/audit/chain.ts";
import type { Entry, Seal } from "./rows.ts";

/** How far the chain was followed. */
export type End = {
  sequence: number;
  position: number;
  hash: string;
  completeUntil: Date | undefined;
};

export const START: End = { sequence: 0, position: 0, hash: GENESIS, completeUntil: undefined };

// A moment such as "infinity" has no text of its own; what carries one is not what was sealed.
const isMoment = (at: unknown) => at instanceof Date && Number.isFinite(at.getTime());

function matchesEntry({ version }: Seal, before: string, { position, hash, event }: Entry) {
  return (
    event !== null && isMoment(event.at) && hashOfEntry(version, before, position, event) === hash
  );
}

function matchesSeal(seal: Seal, lastEntryHash: string, as: Partial<SealedBatch> = {}) {
  const moments = isMoment(seal.sealedAt) && isMoment(seal.completeUntil);
  return moments && hashOfSeal({ ...seal, ...as }, lastEntryHash) === seal.hash;
}

const placeOf = (position: number, seal: Seal) => `position ${position}, seal ${seal.sequence}`;

/** What is wrong with the rows of a seal: the first of them that is not what was sealed. */
function findRowFault(seal: Seal, entries: readonly Entry[], end: End): string | undefined {
  let position = end.position;
  let before = end.hash;
  for (const entry of entries) {
    position += 1;
    const row = `row ${entry.eventId}`;
    const place = placeOf(position, seal);
    const extra = `${row} is extra: it was put into seal ${seal.sequence} after it was made`;
    const beyond = position > seal.lastPosition;
    if (entry.position < position) return extra;
    if (entry.position > position) {
      return beyond ? extra : `the row at ${place} is missing, with its place in the chain`;
    }
    if (entry.event === null && entry.organizationStands) return `${row} (${place}) is missing`;
    if (entry.event !== null) {
      if (!matchesEntry(seal, before, entry)) {
        return beyond ? extra : `${row} (${place}) was changed: it is not what was sealed there`;
      }
      if (end.completeUntil && entry.event.at < end.completeUntil) {
        return `${row} (${place}) was written behind the seals: its moment had been sealed without it`;
      }
    }
    before = entry.hash;
  }
  return undefined;
}

/** What is wrong with a seal whose rows follow from one another. */
function findSealFault(seal: Seal, entries: readonly Entry[], end: End): string | undefined {
  const rows = {
    firstPosition: end.position + 1,
    lastPosition: end.position + entries.length,
    rowCount: entries.length,
  };
  const changed = `seal ${seal.sequence} was changed`;
  if (matchesSeal(seal, entries.at(-1)?.hash ?? end.hash, rows)) {
    const same = matchesSeal(seal, entries.at(-1)?.hash ?? end.hash);
    return same ? undefined : changed;
  }
  const extra = entries[seal.rowCount];
  if (extra && matchesSeal(seal, entries[seal.rowCount - 1]?.hash ?? end.hash)) {
    return `row ${extra.eventId} is extra: it was put into seal ${seal.sequence} after it was made`;
  }
  if (entries.length < seal.rowCount) {
    const place = placeOf(rows.lastPosition + 1, seal);
    return `the row at ${place} is missing, with its place in the chain`;
  }
  return changed;
}

/** What is wrong, first of all, with a seal and what it covers; undefined when it follows from `end` as it was made. */
export function findFault(seal: Seal, entries: readonly Entry[], end: End): string | undefined {
  if (seal.sequence !== end.sequence + 1) return `seal ${end.sequence + 1} is missing`;
  if (seal.version !== CHAIN_VERSION) return `seal ${seal.sequence} was changed`;
  if (seal.previousHash !== end.hash) {
    return `the chain is broken: seal ${seal.sequence} names another hash than that of the seal before it`;
  }
  return findRowFault(seal, entries, end) ?? findSealFault(seal, entries, end);
}
