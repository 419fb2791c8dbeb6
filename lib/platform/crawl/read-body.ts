import "server-only";
import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate, gunzip } from "node:zlib";
import { promisify } from "node:util";
import { FetchFailure } from "./fetch-failure";

function decoderOf(encoding: string) {
  switch (encoding) {
    case "":
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new FetchFailure("bad_encoding");
  }
}

/** Counts as it goes, so that an endless or an exploding body is left at the limit and not at its end. */
async function* within(parts: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.length;
    if (bytes > maxBytes) throw new FetchFailure("too_large");
    yield part;
  }
}

/** The body of an answer, decompressed. Throws FetchFailure `too_large` above the limit, and `bad_encoding`. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = (response.headers["content-encoding"] ?? "").trim().toLowerCase();
  const decoder = decoderOf(encoding);
  const parts: Buffer[] = [];
  const keep = async (decoded: AsyncIterable<Buffer>) => {
    for await (const part of within(decoded, maxBytes)) parts.push(part);
  };
  const raw = (stream: AsyncIterable<Buffer>) => within(stream, maxBytes);
  try {
    if (decoder) await pipeline(response, raw, decoder, keep);
    else await pipeline(response, keep);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (/^(?:Z_|ERR_BROTLI|ERR__ERROR)/.test(code)) {
      throw new FetchFailure("bad_encoding", { cause: error });
    }
    throw error;
  }
  return Buffer.concat(parts);
}

const unzip = promisify(gunzip);

/** A file that is itself compressed, as sitemaps are; others come back as they are. Throws FetchFailure as above. */
export async function unpack(content: Buffer, maxBytes: number): Promise<Buffer> {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  try {
    return await unzip(content, { maxOutputLength: maxBytes });
  } catch (cause) {
    const tooLarge = cause instanceof RangeError;
    throw new FetchFailure(tooLarge ? "too_large" : "bad_encoding", { cause });
  }
}
