import "server-only";
import { Parser } from "htmlparser2";

const MAX_LINKS = 2_000;

export interface PageLinks {
  /** As they stand there; relative ones against `base`. */
  links: string[];
  base: string | undefined;
  canonical: string | undefined;
  /** The page asks robots not to show it. */
  noindex: boolean;
}

/** What an HTML page says to robots. Reads it once from front to back, so that its nesting does not matter. */
export function readPageLinks(html: string): PageLinks {
  const found: PageLinks = { links: [], base: undefined, canonical: undefined, noindex: false };
  const parser = new Parser({
    onopentag(name, attributes) {
      const href = attributes["href"]?.trim();
      if (name === "a" && href && found.links.length < MAX_LINKS) {
        if (!/\bnofollow\b/i.test(attributes["rel"] ?? "")) found.links.push(href);
      } else if (name === "base" && href) found.base ??= href;
      else if (name === "link" && href && /^canonical$/i.test(attributes["rel"] ?? "")) {
        found.canonical ??= href;
      } else if (name === "meta" && /^robots$/i.test(attributes["name"] ?? "")) {
        found.noindex ||= /\b(?:noindex|none)\b/i.test(attributes["content"] ?? "");
      }
    },
  });
  parser.end(html);
  return found;
}
