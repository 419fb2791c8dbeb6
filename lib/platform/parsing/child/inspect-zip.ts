import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { ParseFailure, type ParseLimits } from "./protocol.ts";

/** A long report has a few hundred parts; each costs the reader an object whatever its size. */
const MAX_ENTRIES = 10_000;
/** Below this size the ratio says nothing: a small XML part of one repeated row is no bomb. */
const RATIO_MATTERS_BYTES = 4 * 1024 * 1024;

/**
 * Inflates every entry of a ZIP file and throws the bytes away, because the sizes that a package
 * declares are its author's word. Throws ParseFailure `inflates_too_much`, `password_protected` or
 * `corrupt`. Memory stays at one chunk.
 */
export async function inspectZip(
  bytes: Buffer,
  limits: ParseLimits,
): Promise<{ names: Set<string> }> {
  const names = new Set<string>();
  let inflated = 0;
  let entries = 0;
  const count = (chunk: Uint8Array) => {
    inflated += chunk.length;
    const ratio = inflated / bytes.length;
    const tooDense = ratio > limits.inflateRatio && inflated > RATIO_MATTERS_BYTES;
    if (inflated > limits.inflatedBytes || tooDense) {
      throw new ParseFailure("inflates_too_much", `${inflated} of ${bytes.length} bytes`, {
        maximumMegabytes: Math.floor(limits.inflatedBytes / 1024 / 1024),
      });
    }
  };
  try {
    const zip = await yauzl.fromBufferPromise(bytes);
    for await (const entry of zip.eachEntry()) {
      names.add(entry.fileName);
      entries += 1;
      if (entries > MAX_ENTRIES) {
        throw new ParseFailure("too_complex", `more than ${MAX_ENTRIES} entries`);
      }
      if (entry.isEncrypted()) throw new ParseFailure("password_protected", "encrypted ZIP entry");
      await pipeline(await zip.openReadStreamPromise(entry), discard(count));
    }
  } catch (error) {
    if (error instanceof ParseFailure) throw error;
    throw new ParseFailure("corrupt", `zip: ${String(error)}`);
  }
  return { names };
}

function discard(count: (chunk: Uint8Array) => void): Writable {
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      try {
        count(chunk);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}
