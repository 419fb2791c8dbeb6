import "server-only";
import { quoted } from "@/lib/core/quoted";
import { env } from "@/lib/env";
import type { Mail } from "@/lib/platform/mail/send-mail";
import { measuresOf, type Measured } from "../measures-schema";
import { signLink, type LinkOwner } from "./link";
import { weekInWords } from "./week";

export interface Summary {
  organization: string;
  slug: string;
  week: string;
  timeZone: string;
  last: Measured;
  before: Measured;
  gaps: readonly { title: string; conversations: number }[];
}

function figures({ last, before }: Summary): string {
  const earlier = new Map(measuresOf(before).map(({ key, value }) => [key, value]));
  return measuresOf(last)
    .map(({ key, title, value, counted }) => {
      const compared = `${title}: ${value} (the week before: ${earlier.get(key) ?? "–"})`;
      return `${compared}\n  ${counted}`;
    })
    .join("\n");
}

function gapList({ gaps }: Summary): string {
  if (gaps.length === 0) return "No question waits for an answer of yours.";
  const lines = gaps.map(({ title, conversations }, at) => {
    const times = conversations === 1 ? "1 conversation" : `${conversations} conversations`;
    return `${at + 1}. ${quoted(title)}, in ${times}`;
  });
  return [
    "What visitors asked most often without a good answer, of all that is still open:",
    ...lines,
  ].join("\n");
}

/** One member's mail. It is turned off by its link or by its header (RFC 8058), both without signing in. */
export function summaryMail(to: string, owner: LinkOwner, summary: Summary): Mail {
  const { organization, slug, week, timeZone } = summary;
  const home = `${env().APP_URL}/${slug}`;
  const token = signLink(owner);
  // A name is on one line, whatever is in it.
  const name = organization.replace(/[\s\p{C}]+/gu, " ").trim();
  const text = [
    `What your front desk did at ${name} from ${weekInWords(week)} (${timeZone}), beside the week before:`,
    figures(summary),
    gapList(summary),
    `All figures: ${home}/insights\nAnswer what was asked in vain: ${home}/gaps`,
    `You get this each Monday as a member of ${name}. Turn it off with one click, without signing in: ${env().APP_URL}/weekly-summary/${token}`,
  ].join("\n\n");
  return {
    ...{ to, subject: `Last week at ${name}`, text },
    headers: {
      "List-Unsubscribe": `<${env().APP_URL}/api/v1/weekly-summary/${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
