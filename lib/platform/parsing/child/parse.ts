import { hasVisibleText } from "../../../core/visible-text.ts";
import { cleanText, cleanTitle } from "./clean-text.ts";
import { detectKind } from "./detect-kind.ts";
import { ParseFailure, type ChildRequest, type Parsed, type ParsedKind } from "./protocol.ts";

type Parser = (bytes: Buffer, limits: ChildRequest["limits"]) => Parsed | Promise<Parsed>;

/** Each format's library is loaded when such a file is there: PDF.js alone takes 100 ms. */
const PARSERS: Record<ParsedKind, () => Promise<Parser>> = {
  text: async () => (await import("./parse-text.ts")).parseText,
  markdown: async () => (await import("./parse-markdown.ts")).parseMarkdown,
  html: async () => (await import("./parse-html.ts")).parseHtml,
  pdf: async () => (await import("./parse-pdf.ts")).parsePdf,
  docx: async () => (await import("./parse-docx.ts")).parseDocx,
  csv: async () => (await import("./parse-csv.ts")).parseCsv,
};

/** The document in the bytes. Throws ParseFailure, or whatever a library throws at what it did not expect. */
export async function parse(bytes: Buffer, { hints, limits }: ChildRequest): Promise<Parsed> {
  if (bytes.length === 0) throw new ParseFailure("empty", "0 bytes");
  const kind = await detectKind(bytes, hints);
  const parser = await PARSERS[kind]();
  const parsed = await parser(bytes, limits);
  const text = cleanText(parsed.text);
  if (!hasVisibleText(text)) throw new ParseFailure("empty", `no text in the ${kind}`);
  if (text.length > limits.characters) {
    throw new ParseFailure("too_long", `${text.length}`, { maximum: limits.characters });
  }
  return { ...parsed, text, title: cleanTitle(parsed.title) };
}
