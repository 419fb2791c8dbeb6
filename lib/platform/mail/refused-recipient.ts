import "server-only";
import { readWords, type Said } from "./refusal-words";

/** What nodemailer tells of a server that will not have a mail. */
interface Refusal {
  code?: unknown;
  command?: unknown;
  response?: unknown;
  responseCode?: unknown;
}

/** What may be kept of a refusal: the server's words repeat the address, its numbers do not. */
export interface RefusedRecipient {
  smtp_code: number;
  /** The enhanced status code (RFC 3463), where the server gives one. */
  smtp_status: string | undefined;
}

/** Replies without an enhanced code that may speak of a mailbox: there is none, it is full, elsewhere, or no address at all. */
const OF_A_MAILBOX = new Set([501, 550, 551, 552, 553]);

/** Where servers put the enhanced code: before the words of each line, or as qmail in brackets behind them. */
const STATUS = /(?:^\d{3}[ -]|#)([245]\.\d{1,3}\.\d{1,3})\b/gm;

const byWords = (said: Said) => said.recipient && !said.somebodyElse;

/** Whether a code speaks of the recipient. 1 is the address, where 1.7 and 1.8 are the sender's; 2 its mailbox; 4 its domain. */
function isOfTheRecipient(status: string, said: Said): boolean {
  const detail = status.slice(2);
  if (detail === "2.2") return said.mailbox && !said.somebodyElse;
  if (said.quota) return false;
  if (/^(?:1\.(?:[1-6]|10)|2\.[01])$/.test(detail)) return true;
  if (/^4\.[14]$/.test(detail)) return (said.recipient || said.domain) && !said.somebodyElse;
  return /^[15]\.0$/.test(detail) && byWords(said);
}

/** What is refused for now says that an address can't be reached by its code alone; a full mailbox or a wait is none. */
const CANNOT_BE_REACHED = /^4\.(?:1\.[1-6]|4\.[14])$/;

function isSurelyOfTheRecipient(code: number, statuses: readonly string[], said: Said): boolean {
  if (said.operator || code === 421) return false;
  const isForNow = code < 500;
  if (statuses.length === 0)
    return !isForNow && OF_A_MAILBOX.has(code) && !said.quota && byWords(said);
  return statuses.every(
    (status) =>
      status.startsWith(isForNow ? "4" : "5") &&
      (!isForNow || CANNOT_BE_REACHED.test(status)) &&
      isOfTheRecipient(status, said),
  );
}

/**
 * Whether an error of nodemailer says that the server refuses this recipient for good, which asking again does not change.
 * Servers refuse who sends at the same place too, since they put it off until the recipient is named; so that a server
 * which is set up wrongly is not taken for a wrong address, everything that is not surely the recipient's is none.
 *
 * @param isLast nobody asks again: an address that can't be reached for now, as its domain is not found, is refused then.
 */
export function refusedRecipient(
  error: unknown,
  address: string,
  isLast: boolean,
): RefusedRecipient | undefined {
  const { code, command, response, responseCode } = error as Refusal;
  if (code !== "EENVELOPE" || command !== "RCPT TO") return undefined;
  if (typeof responseCode !== "number" || typeof response !== "string") return undefined;
  if (responseCode < 500 && !isLast) return undefined;
  const statuses = [...response.matchAll(STATUS)].map(([, status]) => status!);
  const words = response.replace(STATUS, " ").replace(/^\d{3}(?:[ -]|$)/gm, "");
  if (!isSurelyOfTheRecipient(responseCode, statuses, readWords(words, address))) return undefined;
  return { smtp_code: responseCode, smtp_status: statuses[0] };
}
