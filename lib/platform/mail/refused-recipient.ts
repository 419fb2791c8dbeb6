import "server-only";

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

/** Replies that speak of a mailbox: there is none, it is full, elsewhere, or no address at all. */
const OF_A_MAILBOX = new Set([501, 550, 551, 552, 553]);

/** 1 is the address and 2 its mailbox, where 1.7 and 1.8 are the sender's; 4.1 and 4.4: its domain takes no mail. */
const OF_THE_RECIPIENT = /^[45]\.(?:1\.(?![78]$)\d+|2\.\d+|4\.[14]|5\.0)$/;

/** Where a server gives no such code, its words alone tell that it will not serve this sender or this installation. */
const OF_THE_OPERATOR = new Set(
  (
    "relay relaying rcpthosts sender helo client ip auth authenticate authenticated authentication " +
    "policy prohibition blocked blacklisted blocklisted listed"
  ).split(" "),
);

/** The words of a reply but those that are the address or a part of it, which a stranger has chosen. */
function wordsOf(response: string, address: string): string[] {
  const parts = new Set(address.toLowerCase().split("@"));
  const words = response.toLowerCase().split(/[\s<>()[\]"',;:]+/);
  return words
    .map((word) => word.replace(/\.+$/, ""))
    .filter((word) => !word.includes("@") && !parts.has(word));
}

/**
 * Whether an error of nodemailer says that the server refuses this recipient for good, which asking again does not change.
 * Servers refuse who sends at the same place too, since they put it off until the recipient is named; so that a server
 * which is set up wrongly is not taken for a wrong address, everything that is not surely the recipient's is none.
 *
 * @param isLast nobody asks again: what was refused for now, as a domain that is not found, is refused for good then.
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
  const smtp_status = /^\d{3}[ -]([45]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const isRecipients = smtp_status
    ? OF_THE_RECIPIENT.test(smtp_status)
    : OF_A_MAILBOX.has(responseCode) &&
      !wordsOf(response, address).some((word) => OF_THE_OPERATOR.has(word));
  return isRecipients ? { smtp_code: responseCode, smtp_status } : undefined;
}
