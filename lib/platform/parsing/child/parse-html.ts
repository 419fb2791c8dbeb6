import { decodeText } from "./decode-text.ts";
import { htmlToText } from "./html-to-text.ts";
import type { Parsed, ParseLimits } from "./protocol.ts";

/** Addresses of links are left out: a saved page has hundreds, and none is what the page says. */
export function parseHtml(bytes: Buffer, limits: ParseLimits): Parsed {
  const start = bytes.subarray(0, 2048).toString("latin1");
  const charset = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(start)?.[1] ?? "";
  const { text: html, warnings } = decodeText(bytes, charset);
  const { text, title, language } = htmlToText(html, { links: false, limit: limits.characters });
  return { kind: "html", title, text, language, pages: null, faqs: null, warnings };
}
