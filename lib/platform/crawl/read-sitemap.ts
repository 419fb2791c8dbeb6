import "server-only";
import { Parser } from "htmlparser2";

/** As many as the protocol allows in one file. */
const MAX_ADDRESSES = 50_000;

export interface Sitemap {
  pages: string[];
  /** Further sitemaps, of an index. */
  sitemaps: string[];
}

/** The addresses in a sitemap or an index of sitemaps; also in one of plain text, an address a line. */
export function readSitemap(text: string): Sitemap {
  const found: Sitemap = { pages: [], sitemaps: [] };
  if (!text.trimStart().startsWith("<")) {
    found.pages = text
      .split(/\r?\n/, MAX_ADDRESSES)
      .map((line) => line.trim())
      .filter((line) => /^https?:\/\//i.test(line));
    return found;
  }
  let holder: "pages" | "sitemaps" | undefined;
  let address: string | undefined;
  const parser = new Parser(
    {
      onopentag(name) {
        if (name === "url") holder = "pages";
        else if (name === "sitemap") holder = "sitemaps";
        else if (name === "loc") address = "";
      },
      ontext(part) {
        if (address !== undefined && address.length < 4_000) address += part;
      },
      onclosetag(name) {
        if (name === "url" || name === "sitemap") holder = undefined;
        if (name !== "loc") return;
        const said = address?.trim();
        if (said && holder && found[holder].length < MAX_ADDRESSES) found[holder].push(said);
        address = undefined;
      },
    },
    // Entities that a document defines itself are not known to this parser, so none can grow.
    { xmlMode: true },
  );
  parser.end(text);
  return found;
}
