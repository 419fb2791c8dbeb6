import { createHash, randomBytes } from "node:crypto";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
let last = { at: 0, sequence: 0 };

/** A ULID whose order is the order of making, within one millisecond too. */
export function newRunId(now = Date.now()): string {
  last = now > last.at ? { at: now, sequence: 0 } : { at: last.at, sequence: last.sequence + 1 };
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(last.at, 0, 6);
  bytes.writeUInt16BE(last.sequence & 0xffff, 6);
  randomBytes(8).copy(bytes, 8);
  return crockford(bytes);
}

/**
 * An id for a call of a run, as a uuid. It begins as the run's own does, so that among calls of one
 * concurrency key those of the older run come first.
 */
export function newCallId(runId: string): string {
  const hex = toHex(runId).slice(0, 16) + randomBytes(8).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** When a run was made, in milliseconds. */
export function madeAt(runId: string): number {
  return Number.parseInt(toHex(runId).slice(0, 12), 16);
}

/** An id for an event that came without one: the same for each try to send it, by the sender's seed. */
export function eventIdFrom(seed: string | undefined, index: number): string {
  if (!seed) return newRunId();
  return crockford(createHash("sha256").update(`${index},${seed}`).digest().subarray(0, 16));
}

function crockford(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let digit = 0; digit < 26; digit += 1) {
    text = (CROCKFORD[Number(rest & 31n)] ?? "") + text;
    rest >>= 5n;
  }
  return text;
}

function toHex(ulid: string): string {
  let value = 0n;
  for (const letter of ulid) value = (value << 5n) | BigInt(CROCKFORD.indexOf(letter));
  return value.toString(16).padStart(32, "0");
}
