import "server-only";

/**
 * What a reply's words begin with that speak of who sends, of this installation or of the server's own bounds: a relay that
 * is not permitted, a wrong sender, a quota, a filter. Whoever reads of these can't say that the address is wrong.
 */
const OF_THE_OPERATOR = new RegExp(
  "^(?:" +
    "relay|rcpthosts|sender|sending|submission|outgoing|helo|ehlo|client|ip|(?:un)?auth|credential|login|permission|" +
    "policy|policies|prohibit|block|black|listed|denylist|rbl|dnsbl|reputation|abus|spam|spf|dkim|dmarc|gr[ae]ylist|" +
    "rate|throttl|limit|daily|hourly|(?:over)?quota" +
    ")",
);

/** Words of which one has to be there where the code alone says nothing. */
const OF_A_RECIPIENT =
  /^(?:user|mailbox|inbox|recipient|account|unknown|unrout(?:e)?able|nosuchuser)$/;
const OF_A_MAILBOX = /^(?:mailbox|inbox|recipient|reach)$/;
const OF_A_DOMAIN = /^(?:domain|host|mx)$/;
const THERE_IS_NONE = /^(?:no|null|such|found|unknown|exist|unreachable|accept|accepts)$/;

/** What a reply says, as far as it tells whose fault the refusal is. */
export interface Said {
  operator: boolean;
  /** Of the operator's words one that speaks of a quota, which a mailbox has as well. */
  quota: boolean;
  /** Another address than the recipient's, as our own, or "your": with no more than words to go by, it may be ours. */
  somebodyElse: boolean;
  recipient: boolean;
  mailbox: boolean;
  domain: boolean;
}

/** The words of a reply, but not those that are the address or a part of it, which a stranger has chosen. */
function wordsOf(text: string, address: string): string[] {
  const parts = new Set(address.split("@"));
  return (
    text
      .split(/[\s<>()[\]"',;:]+/)
      .map((word) => word.replace(/\.+$/, ""))
      // Names of hosts and addresses of pages are nobody's words.
      .filter((word) => !parts.has(word) && !/[@.]/.test(word))
      .flatMap((word) => word.split(/[^a-z]+/))
  );
}

/** Reads a reply without its numbers, and the address that it refuses. */
export function readWords(reply: string, address: string): Said {
  const own = address.toLowerCase();
  const text = reply
    .toLowerCase()
    .replaceAll(own, " ")
    // Postfix looks recipients up in a table of this name.
    .replaceAll("relay recipient table", "recipient table");
  const words = wordsOf(text, own);
  const says = (pattern: RegExp) => words.some((word) => pattern.test(word));
  const operators = words.filter((word) => OF_THE_OPERATOR.test(word));
  return {
    operator: operators.some((word) => !word.endsWith("quota")),
    quota: operators.some((word) => word.endsWith("quota")),
    somebodyElse: text.includes("@") || says(/^your$/),
    recipient: says(OF_A_RECIPIENT) || /\bno such\b/.test(text),
    mailbox: says(OF_A_MAILBOX),
    domain: says(OF_A_DOMAIN) && says(THERE_IS_NONE),
  };
}
