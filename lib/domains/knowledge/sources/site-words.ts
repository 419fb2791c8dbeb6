import type { FetchReason } from "@/lib/core/fetch-reasons";

export type SiteFailure = FetchReason | "not_found" | "refused" | "robots" | "no_pages";

/** Why a site could not be read at all, for its owner: what is wrong, and what helps. */
export const SITE_WORDS: Readonly<Record<SiteFailure, string>> = {
  bad_address:
    "Only sites on the web can be read: an http or https address with no name and no port of its own in it.",
  private_address: "This address belongs to a private network, which can't be read from here.",
  no_such_host: "There is no site of this name. Check the address for a typing error.",
  unreachable:
    "The site does not answer, or its certificate is not valid. Check that it is online.",
  timeout: "The site took longer than 15 seconds to answer. Try again later.",
  too_large: "The first page has more than 5 MB and was not read.",
  bad_encoding: "The site sends its pages in a form that can't be read.",
  too_many_redirects: "The address leads from one to the next more than three times.",
  left_site: "The address leads to another site. Add that site's own address instead.",
  server_error: "The site answers with an error of its own. Try again when it works.",
  away: "The site failed several times in a row. It is left alone for some minutes: try again then.",
  not_found: "There is no page at this address. Check it for a typing error.",
  refused: "The site does not let our reader in. Allow “FrontdeskBot” there, or upload the texts.",
  robots:
    "The site's robots.txt asks readers like ours to stay away. Allow “FrontdeskBot” there to have it read.",
  no_pages:
    "No page with text was found there. A site that is drawn by scripts alone can't be read.",
};
