import { fileTypeFromBuffer } from "file-type";
import { looksLikeText } from "./decode-text.ts";
import { ParseFailure, type ParsedKind, type ParseHints } from "./protocol.ts";

const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const KIND_OF_EXTENSION: Record<string, ParsedKind> = {
  txt: "text",
  text: "text",
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
  xhtml: "html",
  pdf: "pdf",
  docx: "docx",
  csv: "csv",
  tsv: "csv",
};

const KIND_OF_TYPE: Record<string, ParsedKind> = {
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/pdf": "pdf",
  [DOCX_TYPE]: "docx",
  "text/csv": "csv",
  "text/tab-separated-values": "csv",
};

/** Text formats of other programs, by how they begin. */
const FOREIGN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/^\{\\rtf/, "application/rtf"],
  [/^%!PS/, "application/postscript"],
  [/^<svg[\s>]/i, "image/svg+xml"],
  [/^<\?xml[\s\S]*?<svg[\s>]/i, "image/svg+xml"],
  [/^<\?xml/i, "application/xml"],
];

/**
 * What the file is, by its content; name and declared type only choose among the text formats. Throws
 * ParseFailure when it is nothing that can be read here, or not what its name says.
 */
export async function detectKind(bytes: Buffer, hints: ParseHints): Promise<ParsedKind> {
  const promised = KIND_OF_EXTENSION[hints.extension] ?? KIND_OF_TYPE[hints.declaredType];
  const found = await kindOfContent(bytes, promised);
  const promisedText = promised !== undefined && promised !== "pdf" && promised !== "docx";
  const foundText = found !== "pdf" && found !== "docx";
  if (promised !== undefined && found !== promised && !(promisedText && foundText)) {
    throw new ParseFailure("type_mismatch", `named ${promised}, is ${found}`, {
      expected: promised,
      detected: found,
    });
  }
  return found;
}

async function kindOfContent(bytes: Buffer, promised: ParsedKind | undefined): Promise<ParsedKind> {
  if (bytes.subarray(0, 64).toString("latin1").trimStart().startsWith("%PDF-")) return "pdf";
  // Text goes first: signatures of two letters ("BM", "MZ") are the beginning of many a sentence.
  if (looksLikeText(bytes)) return textKind(bytes, promised);
  if (bytes.subarray(0, 1024).includes("%PDF-")) return "pdf";
  const type = await fileTypeFromBuffer(bytes);
  if (type?.mime === DOCX_TYPE) return "docx";
  if (type?.mime === "application/x-cfb") throw oleFailure(bytes);
  // A package whose first entries are unusual is told from a plain archive by its main part.
  if (type?.mime === "application/zip" && bytes.includes("word/document.xml")) return "docx";
  if (type) throw new ParseFailure("unsupported_type", type.mime, { detected: type.mime });
  throw new ParseFailure("binary", "no known signature, too many control characters");
}

function textKind(bytes: Buffer, promised: ParsedKind | undefined): ParsedKind {
  const start = bytes
    .subarray(0, 4096)
    .toString("latin1")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^(?:\u00EF\u00BB\u00BF|\s)+/, "");
  if (/^(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s>]/i.test(start)) return "html";
  const foreign = FOREIGN_TEXT.find(([pattern]) => pattern.test(start));
  if (foreign && promised !== "html") {
    throw new ParseFailure("unsupported_type", foreign[1], { detected: foreign[1] });
  }
  // Text under the name of a PDF or DOCX is reported by the caller as the mismatch it is.
  return promised === undefined || promised === "pdf" || promised === "docx" ? "text" : promised;
}

/** The container of Word 97 files and of encrypted DOCX; the stream's name tells which. */
function oleFailure(bytes: Buffer): ParseFailure {
  if (bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))) {
    return new ParseFailure("password_protected", "OLE container with an EncryptedPackage stream");
  }
  return new ParseFailure("unsupported_type", "OLE container", { detected: "application/msword" });
}
