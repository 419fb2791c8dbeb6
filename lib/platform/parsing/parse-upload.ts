import "server-only";
import { open } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { AppError } from "@/lib/core/errors";
import { detectLanguage } from "@/lib/platform/language/detect-language";
import { placesIn } from "@/lib/platform/log/describe-error";
import { answerSchema } from "./answer-schema";
import { cleanTitle } from "./child/clean-text";
import {
  decodeFrame,
  type ChildRequest,
  type ParsedFaq,
  type ParsedKind,
  type ParseHints,
} from "./child/protocol";
import { parseError, tooLarge } from "./failures";
import { UPLOAD_LIMITS, type UploadLimits } from "./limits";
import { runChild, type ChildCommand, type ChildResult } from "./run-child";
import { Slots } from "./slots";

export interface Upload {
  /** The content itself, or the path of a file that holds it. */
  content: { bytes: Uint8Array } | { filePath: string };
  fileName: string;
  /** Media type as the client declared it; only a hint. */
  declaredType?: string;
}

export interface ParsedDocument {
  kind: ParsedKind;
  /** The document's own title, else its first heading, else the file's name; one line, never empty. */
  title: string;
  /** Markdown-like: `# …` headings, `- …` and `1. …` lists, table rows as `a | b`. No markup of the source survives. */
  text: string;
  /** ISO 639-1, when it can be told. */
  language?: string;
  /** PDF only. */
  pages?: number;
  /** CSV only; `text` has the same content. */
  faqs?: ParsedFaq[];
  /** In words for the person who uploaded the file: what was left out. */
  warnings: string[];
}

/** Two, since the machine has to go on answering visitors meanwhile. */
const slots = new Slots(2);

/**
 * Reads an uploaded file (text, Markdown, HTML, PDF, DOCX, CSV of questions and answers) in a child
 * process. What it is, is decided by its content. Throws AppError `unsupported_media_type`,
 * `payload_too_large`, `document_too_long` or `unprocessable_file` with `details.reason` (the file is at
 * fault; trying again is useless), `unavailable` (the machine is; try again), or the signal's reason.
 */
export async function parseUpload(
  upload: Upload,
  signal: AbortSignal,
  limits: UploadLimits = UPLOAD_LIMITS,
): Promise<ParsedDocument> {
  return slots.run(() => parseNow(upload, signal, limits), signal);
}

async function parseNow(
  { content, fileName, declaredType }: Upload,
  signal: AbortSignal,
  limits: UploadLimits,
): Promise<ParsedDocument> {
  const request: ChildRequest = { hints: hintsOf(fileName, declaredType), limits };
  const command = { ...childCode(), argument: JSON.stringify(request), limits };
  if ("bytes" in content) {
    const { bytes } = content;
    if (bytes.length > limits.uploadBytes) throw tooLarge(bytes.length, limits.uploadBytes);
    return documentOf(await runChild({ ...command, input: bytes }, signal), fileName);
  }
  await using file = await open(content.filePath, "r");
  const { size } = await file.stat();
  if (size > limits.uploadBytes) throw tooLarge(size, limits.uploadBytes);
  return documentOf(await runChild({ ...command, input: { fd: file.fd } }, signal), fileName);
}

/**
 * The child is run by Node from its source, so it must not be bundled: its path is put together at run
 * time from the folder the server was started in, where lib/ and node_modules/ have to be.
 */
function childCode(): Pick<ChildCommand, "entry" | "readable"> {
  const root = process.cwd();
  const folder = join(/* turbopackIgnore: true */ root, "lib/platform/parsing/child");
  return {
    entry: join(folder, "main.ts"),
    readable: [
      `${folder}/*`,
      join(root, "lib/core/visible-text.ts"),
      `${join(root, "node_modules")}/*`,
      join(root, "package.json"),
    ],
  };
}

function hintsOf(fileName: string, declaredType = ""): ParseHints {
  const extension = extname(fileName).slice(1).toLowerCase();
  const type = declaredType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return {
    extension: /^[a-z0-9]{1,10}$/.test(extension) ? extension : "",
    declaredType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : "",
  };
}

/** What came of a child that read a file, or the AppError of why it did not. */
export function documentOf(result: ChildResult, fileName: string): ParsedDocument {
  if (result.ended === "stopped") throw parseError(result.reason, result.stderr);
  if (result.ended === "crashed") {
    throw new AppError("unavailable", "The file could not be read just now. Try again.", {
      // Logged, and kept by the job engine: what a library says of a file may quote it.
      internal: `parser ended with ${result.signal ?? result.code} ${placesIn(result.stderr)}`,
      retryAfterSeconds: 5,
    });
  }
  const frame = decodeFrame(result.answer);
  if (!frame) throw parseError("corrupt", `the parser's answer is incomplete: ${result.stderr}`);
  const answer = answerSchema.parse(frame.header);
  if ("failure" in answer) throw parseError(answer.failure, answer.internal, answer.details);
  const { kind, title, pages, faqs, warnings } = answer;
  const language = detectLanguage(frame.text, languageTag(answer.language));
  return {
    kind,
    title: title || titleOfFile(fileName),
    text: frame.text,
    warnings,
    ...(language && { language }),
    ...(pages !== null && { pages }),
    ...(faqs !== null && { faqs }),
  };
}

function languageTag(declared: string | null): string | undefined {
  return /^([a-z]{2})(?:[-_]|$)/i.exec(declared ?? "")?.[1]?.toLowerCase();
}

function titleOfFile(fileName: string): string {
  const name = basename(fileName.replaceAll("\\", "/"));
  return cleanTitle(name.slice(0, name.length - extname(name).length)) || "Untitled";
}
