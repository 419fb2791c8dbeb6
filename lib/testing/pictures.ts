import { deflateSync, crc32 } from "node:zlib";

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const made = Buffer.alloc(body.length + 8);
  made.writeUInt32BE(data.length, 0);
  body.copy(made, 4);
  made.writeUInt32BE(crc32(body), body.length + 4);
  return made;
}

/** A black PNG of a size; `padded` makes the file longer by so many bytes. */
export function png({ width = 2, height = 2, padded = 0 } = {}): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height, 64) * (Math.min(width, 64) + 1)));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", rows),
    ...(padded > 0 ? [chunk("tEXt", Buffer.alloc(padded, 0x20))] : []),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The beginning and the end of a JPEG of a size, which is all that its header tells. */
export function jpeg(width = 2, height = 2): Buffer<ArrayBuffer> {
  const quantization = Buffer.from([0xff, 0xdb, 0x00, 0x43, ...Array<number>(65).fill(1)]);
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), quantization, frame, Buffer.from([0xff, 0xd9])]);
}

/** The same of a lossless WebP. */
export function webp(width = 2, height = 2): Buffer<ArrayBuffer> {
  const made = Buffer.alloc(30);
  made.write("RIFF", 0, "latin1");
  made.writeUInt32LE(22, 4);
  made.write("WEBPVP8L", 8, "latin1");
  made.writeUInt32LE(10, 16);
  made[20] = 0x2f;
  made.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21);
  return made;
}
