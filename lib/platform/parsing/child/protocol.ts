// Shared by the parent and the child, which is run by Node without a bundler: erasable TypeScript
// only, and no import from outside this folder.

export type ParsedKind = "text" | "markdown" | "html" | "pdf" | "docx" | "csv";

export interface ParsedFaq {
  question: string;
  answer: string;
  alternatives: string[];
}

/** Why a file could not be read. The parent turns each into an AppError. */
export type ParseFailureReason =
  | "empty"
  | "no_text"
  | "binary"
  | "unsupported_type"
  | "type_mismatch"
  | "password_protected"
  | "corrupt"
  | "too_complex"
  | "too_many_pages"
  | "too_many_rows"
  | "inflates_too_much"
  | "too_much_memory"
  | "too_long"
  | "missing_columns"
  | "timeout";

export type FailureDetails = Record<string, string | number>;

export interface ParseHints {
  /** Lower-case letters and digits only, without the dot; empty when the name has none. */
  extension: string;
  /** Media type as declared, without parameters; empty when none was. */
  declaredType: string;
}

export interface ParseLimits {
  uploadBytes: number;
  inflatedBytes: number;
  inflateRatio: number;
  pages: number;
  characters: number;
  csvRows: number;
}

/** argv[2] of the child, as JSON. */
export interface ChildRequest {
  hints: ParseHints;
  limits: ParseLimits;
}

/** What a parser hands back; the text travels beside it and not inside the JSON. */
export interface ParsedMeta {
  kind: ParsedKind;
  title: string;
  language: string | null;
  pages: number | null;
  faqs: ParsedFaq[] | null;
  warnings: string[];
}

export interface Parsed extends ParsedMeta {
  text: string;
}

export interface ChildFailure {
  failure: ParseFailureReason;
  details: FailureDetails;
  internal: string;
}

export class ParseFailure extends Error {
  readonly reason: ParseFailureReason;
  readonly details: FailureDetails;

  constructor(reason: ParseFailureReason, internal: string, details: FailureDetails = {}) {
    super(internal);
    this.name = "ParseFailure";
    this.reason = reason;
    this.details = details;
  }
}

const LENGTH_BYTES = 4;

/** One answer on the pipe: length of the JSON (4 bytes, big endian), the JSON, then the text as UTF-8. */
export function encodeFrame(header: ParsedMeta | ChildFailure, text: string): Buffer {
  const json = Buffer.from(JSON.stringify(header), "utf8");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, Buffer.from(text, "utf8")]);
}

/** The two parts of a frame, or undefined when the bytes are not a whole one. The JSON is not validated here. */
export function decodeFrame(frame: Buffer): { header: unknown; text: string } | undefined {
  if (frame.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + frame.readUInt32BE();
  if (frame.length < end) return undefined;
  return {
    header: JSON.parse(frame.toString("utf8", LENGTH_BYTES, end)),
    text: frame.toString("utf8", end),
  };
}
