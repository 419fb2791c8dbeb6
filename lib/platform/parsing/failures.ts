import "server-only";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import type { FailureDetails, ParseFailureReason } from "./child/protocol";

type Message = string | ((details: FailureDetails) => string);

const KIND_NAMES: Record<string, string> = {
  text: "a text file",
  markdown: "a Markdown file",
  html: "an HTML page",
  pdf: "a PDF",
  docx: "a Word document",
  csv: "a CSV table",
};

const FAILURES: Record<ParseFailureReason, readonly [ErrorCode, Message]> = {
  empty: ["unprocessable_file", "The file is empty: there is no text in it."],
  no_text: [
    "unprocessable_file",
    "The PDF has no text in it; its pages are probably scanned images. Upload a version with text.",
  ],
  binary: ["unprocessable_file", "The file's content is not text and not a known document format."],
  unsupported_type: [
    "unsupported_media_type",
    ({ detected }) =>
      detected === "application/msword"
        ? "The old Word and Office formats cannot be read. Save the file as DOCX or PDF and upload that."
        : `Files of the type ${detected} cannot be read. Use text, Markdown, HTML, PDF, DOCX or CSV.`,
  ],
  type_mismatch: [
    "unsupported_media_type",
    ({ expected = "", detected = "" }) =>
      `The file is named as ${KIND_NAMES[expected]}, but its content is ${KIND_NAMES[detected]}. Correct the name's ending.`,
  ],
  password_protected: [
    "unprocessable_file",
    "The file is protected by a password. Remove the password and upload it again.",
  ],
  corrupt: [
    "unprocessable_file",
    ({ line }) =>
      line
        ? `The file is damaged near line ${line} and cannot be read.`
        : "The file is damaged and cannot be read.",
  ],
  too_complex: ["unprocessable_file", "The file is nested or divided too deeply to be read."],
  too_many_pages: [
    "unprocessable_file",
    ({ pages, maximum }) => `The PDF has ${pages} pages; the most that can be read are ${maximum}.`,
  ],
  too_many_rows: [
    "unprocessable_file",
    ({ maximum }) => `The table has more than ${maximum} questions. Split it into several files.`,
  ],
  inflates_too_much: [
    "unprocessable_file",
    "The file unpacks to far more data than a document of its size holds, so it was not read.",
  ],
  too_much_memory: [
    "unprocessable_file",
    "Reading the file takes more memory than is allowed. Split it into smaller files.",
  ],
  too_long: [
    "document_too_long",
    ({ maximum }) =>
      `The file has more text than a document may have${maximum ? ` (${maximum} characters)` : ""}. Split it.`,
  ],
  missing_columns: [
    "unprocessable_file",
    "The table needs a column named question and one named answer (and may have one named alternatives).",
  ],
  timeout: ["unprocessable_file", "Reading the file takes longer than is allowed. Split it."],
};

/** The AppError of a file that cannot be read; `details.reason` is stable, `internal` goes to the logs. */
export function parseError(
  reason: ParseFailureReason,
  internal: string,
  details: FailureDetails = {},
): AppError {
  const [code, message] = FAILURES[reason];
  const userMessage = typeof message === "string" ? message : message(details);
  return new AppError(code, userMessage, { internal, details: { ...details, reason } });
}

export function tooLarge(bytes: number, maximum: number): AppError {
  const megabytes = Math.floor(maximum / 1024 / 1024);
  return new AppError("payload_too_large", `The file is larger than ${megabytes} MB.`, {
    internal: `${bytes} bytes`,
    details: { reason: "too_large", maximumBytes: maximum },
  });
}
