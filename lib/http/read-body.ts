import "server-only";
import { AppError, clientClosed } from "@/lib/core/errors";

function tooLarge(limit: number): AppError {
  const size =
    limit >= 1_000_000 ? `${Math.floor(limit / 1_000_000)} MB` : `${Math.floor(limit / 1000)} kB`;
  return new AppError("payload_too_large", `The request may have at most ${size}.`, {
    details: { limitBytes: limit },
  });
}

async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw clientClosed(cause);
  }
}

/**
 * Reads at most `limit` bytes; throws `payload_too_large` as soon as more are announced or have come, and `client_closed`
 * when the body breaks off.
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
  const parts: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const part of partsOf(request.body)) {
      size += part.byteLength;
      if (size > limit) throw tooLarge(limit);
      parts.push(part);
    }
  }
  return Uint8Array.from(Buffer.concat(parts));
}

/** The JSON body, at most `limit` bytes. Throws for another content type, broken UTF-8 and broken JSON. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  const bytes = await readBytes(request, limit);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new AppError("invalid_input", "The body is not valid JSON in UTF-8.", { cause });
  }
}
