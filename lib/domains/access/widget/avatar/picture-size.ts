import "server-only";

export interface Picture {
  type: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
}

const ascii = (bytes: Buffer, at: number, length: number) =>
  bytes.toString("latin1", at, at + length);

function readPng(bytes: Buffer): Picture | undefined {
  const signature = "\x89PNG\r\n\x1a\n";
  if (ascii(bytes, 0, 8) !== signature || ascii(bytes, 12, 4) !== "IHDR") return undefined;
  if (bytes.length < 33 || ascii(bytes, bytes.length - 8, 4) !== "IEND") return undefined;
  return { type: "image/png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Start of frame: 0xC0 to 0xCF but for the three that define tables. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function readJpeg(bytes: Buffer): Picture | undefined {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return undefined;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) {
      return {
        type: "image/jpeg",
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
      };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function readWebp(bytes: Buffer): Picture | undefined {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WEBP")
    return undefined;
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return undefined;
  const type = "image/webp";
  switch (ascii(bytes, 12, 4)) {
    case "VP8X":
      return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case "VP8 ":
      return {
        type,
        width: bytes.readUInt16LE(26) & 0x3fff,
        height: bytes.readUInt16LE(28) & 0x3fff,
      };
    case "VP8L": {
      const packed = bytes.readUInt32LE(21);
      return { type, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    default:
      return undefined;
  }
}

/**
 * What a picture is by its own bytes, whatever it is said to be: its format, from its first bytes to its last, and its
 * size. Undefined for anything but a whole PNG, JPEG or WebP.
 */
export function readPicture(bytes: Buffer): Picture | undefined {
  return readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
}
