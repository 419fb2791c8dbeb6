import type { Difference, FlagView } from "@/lib/domains/knowledge/check/schema";

const KINDS = {
  duplicate: "Says the same twice",
  contradiction: "Says different things",
} as const;

export const kindOfFlag = ({ kind }: Pick<FlagView, "kind">) => KINDS[kind];

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** What differs, such as "price: £42 here, £45 there". */
export function differenceInWords({ kind, first, second }: Difference): string {
  if (kind === "yes or no") return "One says yes, the other no.";
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return `${name}: ${list.format(first)} in the one, ${list.format(second)} in the other.`;
}
