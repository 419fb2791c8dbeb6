import { getDocument } from "unpdf/pdfjs";
import { hasVisibleText } from "../../../core/visible-text.ts";
import { linesOfPage, type Line, type TextPiece } from "./pdf-lines.ts";
import { linesToText } from "./pdf-text.ts";
import { ParseFailure, type Parsed, type ParseLimits } from "./protocol.ts";

/** The text layer, page by page: no script, font, image or attachment of the file is ever run or opened. */
export async function parsePdf(bytes: Buffer, limits: ParseLimits): Promise<Parsed> {
  const pdf = await open(bytes);
  const pages = pdf.numPages;
  if (pages > limits.pages) {
    throw new ParseFailure("too_many_pages", `${pages} pages`, { pages, maximum: limits.pages });
  }
  const lines: Line[][] = [];
  const unreadable: number[] = [];
  let characters = 0;
  for (let number = 1; number <= pages; number += 1) {
    const found = await readPage(pdf, number);
    if (!found) unreadable.push(number);
    lines.push(found ?? []);
    characters += lines.at(-1)!.reduce((sum, line) => sum + line.text.length, 0);
    if (characters > limits.characters) {
      throw new ParseFailure("too_long", "text limit", { maximum: limits.characters });
    }
  }
  if (unreadable.length === pages) throw new ParseFailure("corrupt", "no page can be read");
  const text = linesToText(lines);
  if (!hasVisibleText(text)) throw new ParseFailure("no_text", `${pages} pages without text`);
  const warnings =
    unreadable.length > 0
      ? [`Pages that could not be read: ${unreadable.slice(0, 20).join(", ")}.`]
      : [];
  const { title, language } = await readMetadata(pdf);
  const heading = /^#{1,6} (.+)$/m.exec(text)?.[1] ?? "";
  return { kind: "pdf", title: title || heading, text, language, pages, faqs: null, warnings };
}

type Pdf = Awaited<ReturnType<typeof getDocument>["promise"]>;

async function open(bytes: Buffer): Promise<Pdf> {
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      verbosity: 0,
    }).promise;
  } catch (error) {
    throw pdfFailure(error);
  }
}

/** Undefined when this page alone is damaged. */
async function readPage(pdf: Pdf, number: number): Promise<Line[] | undefined> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return linesOfPage(items.filter((item): item is TextPiece & typeof item => "str" in item));
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    return undefined;
  }
}

async function readMetadata(pdf: Pdf): Promise<{ title: string; language: string | null }> {
  const { info } = await pdf.getMetadata();
  const title = "Title" in info && typeof info.Title === "string" ? info.Title : "";
  const language = "Language" in info && typeof info.Language === "string" ? info.Language : null;
  // Word processors put the file's name there.
  return { title: /\.(?:docx?|odt|pdf|indd|tex)$/i.test(title) ? "" : title, language };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocation|invalid (?:array|typed)/i.test(error.message);
}

function pdfFailure(error: unknown): unknown {
  if (isOutOfMemory(error) || !(error instanceof Error)) return error;
  if (error.name === "PasswordException") {
    return new ParseFailure("password_protected", error.message);
  }
  return new ParseFailure("corrupt", `pdf: ${error.name}: ${error.message}`);
}
