import "server-only";
import { createHash } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import type { Scope } from "@/lib/platform/db/scope";
import { detectLanguage } from "@/lib/platform/language/detect-language";
import { parseUpload } from "@/lib/platform/parsing/parse-upload";
import { fileStorage } from "@/lib/platform/storage/file-storage";
import { documentKey } from "@/lib/platform/storage/keys";
import { FILE_REVISION } from "../upload";
import type { Attempt } from "./repository";

/** Waiting for a place and being read, which has a limit of its own. */
const READING_MS = 240_000;

/** A question with its answer, or a text under a title: what is cut into chunks. */
export interface Section {
  kind: "document" | "faq";
  title: string;
  text: string;
  alternatives: readonly string[];
  /** What it stands under in its document, where its text does not say so. */
  heading?: string;
}

export interface Content {
  /** All of it as one text. */
  text: string;
  language: string;
  sections: readonly Section[];
  /** What was left out, in words for people. */
  warnings: string[];
}

/** Each time from the file: what reads files gets better, and indexing again is how older ones profit. */
async function readFile(scope: Scope, attempt: Attempt, signal: AbortSignal): Promise<Content> {
  const { id, title, fileName, fileType, fileSha256 } = attempt;
  const bytes = await fileStorage().get(documentKey(scope, { id, revision: FILE_REVISION }));
  if (createHash("sha256").update(bytes).digest("hex") !== fileSha256) {
    throw new AppError("unprocessable_file", "The stored file is damaged. Upload it again.", {
      details: { reason: "corrupt" },
    });
  }
  const { text, language, faqs, warnings } = await parseUpload(
    { content: { bytes }, fileName: fileName ?? "", declaredType: fileType ?? "" },
    AbortSignal.any([signal, AbortSignal.timeout(READING_MS)]),
  );
  // A row of a table of questions is found as a FAQ is, by any of its questions.
  const rows = faqs?.map(({ question, answer, alternatives }) => ({
    kind: "faq" as const,
    title: question,
    text: answer,
    alternatives,
    heading: question,
  }));
  return {
    text,
    language: language ?? attempt.organization.language,
    sections: rows ?? [{ kind: "document", title, text, alternatives: [] }],
    warnings,
  };
}

/** The content of a document that has no file. */
export function contentOfRow({
  kind,
  title,
  body,
  alternatives,
  organization,
}: Pick<Attempt, "kind" | "title" | "body" | "alternatives" | "organization">): Content {
  const text = body ?? "";
  return {
    text,
    language: detectLanguage(`${title}\n${text}`, organization.language),
    sections: [{ kind, title, text, alternatives }],
    warnings: [],
  };
}

/**
 * The content of a document: from its row, or from its file. Throws AppError when the file is damaged or cannot be read
 * (`unprocessable_file` and its kin), and `unavailable` when storage is.
 */
export async function readContent(
  scope: Scope,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<Content> {
  return attempt.fileName === null ? contentOfRow(attempt) : readFile(scope, attempt, signal);
}
