import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import { ParseFailure } from "./protocol.ts";

/** Above this share of control characters no encoding makes a text of the bytes. */
const MAX_CONTROL_SHARE = 0.01;
const SNIFF_BYTES = 64 * 1024;
/** Also what the name ISO-8859-1 stands for on the web. */
const FALLBACK = "windows-1252";

export interface DecodedText {
  text: string;
  warnings: string[];
}

/** Whether the bytes read as text in some encoding. Looks at all of them: binaries may begin with text. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (utf16Label(bytes)) return true;
  let control = 0;
  for (const byte of bytes) {
    const blank = (byte >= 9 && byte <= 13) || byte === 27;
    if ((byte < 32 && !blank) || byte === 127) control += 1;
  }
  return control <= bytes.length * MAX_CONTROL_SHARE;
}

/**
 * Bytes of any common encoding as text. A byte order mark wins, then valid UTF-8, then the encoding
 * the document declares, then statistics (chardet). Throws ParseFailure `binary`.
 */
export function decodeText(bytes: Uint8Array, declaredEncoding = ""): DecodedText {
  const utf16 = utf16Label(bytes);
  if (utf16) return checked(new TextDecoder(utf16).decode(bytes), []);
  if (isUtf8(bytes)) return checked(new TextDecoder("utf-8").decode(bytes), []);
  const repaired = repairedUtf8(bytes);
  if (repaired !== undefined) {
    return checked(repaired, ["Some characters were damaged in the file and could not be read."]);
  }
  const label = knownEncoding(declaredEncoding) ?? guessedEncoding(bytes);
  return checked(new TextDecoder(label).decode(bytes), []);
}

function checked(text: string, warnings: string[]): DecodedText {
  const share = brokenShare(text);
  if (share > 0.05) throw new ParseFailure("binary", `${share} of the characters are not text`);
  return { text, warnings };
}

/** Control and replacement characters; two are forgiven, so that a short text is not refused for one. */
function brokenShare(text: string): number {
  const broken = text.match(/(?![\t\n\v\f\r\u001B])[\p{Cc}\u{FFFD}]/gu)?.length ?? 0;
  return broken <= 2 ? 0 : broken / text.length;
}

/** By its mark, or by the zero bytes that Latin letters have in it. */
function utf16Label(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const length = Math.min(bytes.length, SNIFF_BYTES);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 1) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = length * 0.2;
  const few = length * 0.005;
  if (odd > many && even <= few) return "utf-16le";
  if (even > many && odd <= few) return "utf-16be";
  return undefined;
}

/**
 * UTF-8 with a few damaged places; undefined when it is more likely another encoding. Letters of another one hardly ever
 * make a sequence of UTF-8 by chance, so a text with few letters beyond ASCII is known by as few of them.
 */
function repairedUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder("utf-8").decode(bytes);
  let good = 0;
  let damaged = 0;
  let places = 0;
  let before = "";
  for (const character of text) {
    if (character === "\u{FFFD}") {
      damaged += 1;
      if (before !== character) places += 1;
    } else if (character > "\u{7F}") good += 1;
    before = character;
  }
  return good >= places && 2 * good >= damaged ? text : undefined;
}

function guessedEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SNIFF_BYTES);
  const matches = chardet
    .analyse(sample)
    .map(({ name, confidence }) => ({ label: knownEncoding(name), confidence }))
    // The statistics look at letters alone; an encoding without these bytes is out.
    .filter(({ label }) => label && brokenShare(new TextDecoder(label).decode(sample)) < 0.01);
  const western = matches.find(({ label }) => label === FALLBACK);
  // Short texts fit many encodings equally well: then the commonest one is the better guess.
  if (western && western.confidence >= (matches[0]?.confidence ?? 0)) return FALLBACK;
  return matches[0]?.label ?? FALLBACK;
}

function knownEncoding(label: string): string | undefined {
  try {
    return label ? new TextDecoder(label).encoding : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
