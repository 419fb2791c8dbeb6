import { marked } from "marked";
import { decodeText } from "./decode-text.ts";
import { htmlToText } from "./html-to-text.ts";
import type { Parsed, ParseLimits } from "./protocol.ts";

/**
 * Markdown goes through HTML, so that what it embeds of HTML is cleaned like any page and its headings,
 * lists and tables come out in the one form that every format has here.
 */
export function parseMarkdown(bytes: Buffer, limits: ParseLimits): Parsed {
  const { text: source, warnings } = decodeText(bytes);
  const { title: ownTitle, body } = splitFrontMatter(source.replace(/^\u{FEFF}/u, ""));
  const html = marked.parse(body, { async: false, gfm: true });
  const { text, title } = htmlToText(html, { links: true, limit: limits.characters });
  return {
    kind: "markdown",
    title: ownTitle || title,
    text,
    language: null,
    pages: null,
    faqs: null,
    warnings,
  };
}

function splitFrontMatter(source: string): { title: string; body: string } {
  const head = /^---\r?\n([\s\S]{0,4000}?)\r?\n---\r?\n/.exec(source);
  if (!head) return { title: "", body: source };
  const title = /^title:[ \t]*["']?(.*?)["']?[ \t]*$/m.exec(head[1] ?? "")?.[1] ?? "";
  return { title, body: source.slice(head[0].length) };
}
