import { decodeText } from "./decode-text.ts";
import type { Parsed } from "./protocol.ts";

export function parseText(bytes: Buffer): Parsed {
  const { text, warnings } = decodeText(bytes);
  return { kind: "text", title: "", text, language: null, pages: null, faqs: null, warnings };
}
