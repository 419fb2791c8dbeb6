import "server-only";
import type { FetchReason } from "@/lib/core/fetch-reasons";
import { FetchFailure } from "@/lib/platform/crawl/fetch-failure";

/** Why a page could not be looked at, for its owner. */
const WORDS: Readonly<Record<FetchReason, string>> = {
  bad_address: "Only pages on the web can be checked: http or https, on their usual ports.",
  private_address: "This address belongs to a private network, which cannot be reached from here.",
  no_such_host: "There is no site of this name. Check the address for a typing error.",
  unreachable: "The site does not answer, or its certificate is not valid.",
  timeout: "The site took longer than 15 seconds to answer. Try again later.",
  too_large: "The page has more than 5 MB and was not read.",
  bad_encoding: "The page is sent in a form that cannot be read.",
  too_many_redirects: "The address leads from one to the next more than three times.",
  left_site: "The address leads to another site. Check that one instead.",
  server_error: "The site answers with an error of its own. Try again when it works.",
  away: "The site failed several times in a row. It is left alone for some minutes.",
};

/** Why a page could not be fetched, in the owner's words; undefined for a fault of ours. */
export function explainFailure(error: unknown): string | undefined {
  return error instanceof FetchFailure ? WORDS[error.code] : undefined;
}
