import mammoth from "mammoth";
import { htmlToText } from "./html-to-text.ts";
import { inspectZip } from "./inspect-zip.ts";
import { ParseFailure, type Parsed, type ParseLimits } from "./protocol.ts";

const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"];

/** Images, comments and embedded objects are never opened: only their bytes count, in the inspection. */
export async function parseDocx(bytes: Buffer, limits: ParseLimits): Promise<Parsed> {
  const { names } = await inspectZip(bytes, limits);
  if (!names.has("word/document.xml")) {
    throw new ParseFailure("corrupt", "no word/document.xml in the package");
  }
  const html = await toHtml(bytes);
  const { text, title } = htmlToText(html, { links: true, limit: limits.characters });
  return { kind: "docx", title, text, language: null, pages: null, faqs: null, warnings: [] };
}

async function toHtml(buffer: Buffer): Promise<string> {
  try {
    const options = {
      styleMap: STYLES,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: "" })),
    };
    return (await mammoth.convertToHtml({ buffer }, options)).value;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new ParseFailure("corrupt", `mammoth: ${String(error)}`);
  }
}
