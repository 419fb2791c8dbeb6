import type { Counts, InsightsView } from "@/lib/domains/insights/schema";

export interface Figure {
  name: string;
  value: string;
  /** How it is counted. */
  counted: string;
  /** How it differs from as many days before; undefined where there was nothing to compare with. */
  change?: { words: string; better: boolean | undefined } | undefined;
}

const NONE = "–";
const whole = new Intl.NumberFormat("en-GB");
const percentage = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });
const dollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumSignificantDigits: 2,
});
const seconds = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

type Share = (counts: Counts) => number | undefined;

const shareOf = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
const answered: Share = (counts) => shareOf(counts.answered, counts.answered + counts.unanswered);
const satisfied: Share = (counts) => shareOf(counts.helpful, counts.helpful + counts.unhelpful);

function difference(by: string, better: boolean | undefined) {
  return { words: `${by} against before`, better };
}

function count(
  view: InsightsView,
  name: keyof Counts,
  counted: string,
  title: string,
  good?: "more" | "fewer",
): Figure {
  const [now, before] = [view.total[name], view.before[name]];
  const by = now - before;
  const words = `${by > 0 ? "+" : ""}${whole.format(by)}`;
  const better = good && by !== 0 ? (good === "more") === by > 0 : undefined;
  // Nobody had asked yet: to have more than nothing says nothing.
  const isFirst = view.before.questions === 0;
  return {
    name: title,
    value: whole.format(now),
    counted,
    change: isFirst ? undefined : difference(words, better),
  };
}

function share(view: InsightsView, of: Share, name: string, counted: string): Figure {
  const [now, before] = [of(view.total), of(view.before)];
  const by =
    now !== undefined && before !== undefined ? Math.round((now - before) * 100) : undefined;
  return {
    name,
    value: now === undefined ? NONE : percentage.format(now),
    counted,
    change:
      by === undefined
        ? undefined
        : difference(`${by > 0 ? "+" : ""}${by} points`, by === 0 ? undefined : by > 0),
  };
}

function firstWord({ firstWordMs }: InsightsView): Figure {
  return {
    name: "First word",
    value: firstWordMs ? `${seconds.format(firstWordMs.p50 / 1000)} s` : NONE,
    counted: firstWordMs
      ? `From the question to the answer's first word: half are faster; 19 of 20 took at most ${seconds.format(firstWordMs.p95 / 1000)} s.`
      : "From the question to the answer's first word, for the middle answer.",
  };
}

function cost({ costMicros, total }: InsightsView): Figure[] {
  if (costMicros === null) return [];
  return [
    {
      name: "Cost per answer",
      value: total.answered === 0 ? NONE : dollars.format(costMicros / 1_000_000 / total.answered),
      counted: `All model calls of these days, ${dollars.format(costMicros / 1_000_000)}, by the questions answered. Quotes cost nothing.`,
    },
  ];
}

/** The figures of an organization's days, in the order in which an owner asks for them. */
export function figuresOf(view: InsightsView): Figure[] {
  return [
    count(
      view,
      "conversations",
      "Begun by visitors in your widget or through your API.",
      "Conversations",
      "more",
    ),
    share(
      view,
      answered,
      "Answered",
      "Questions whose answer holds a source, of all that the assistant took.",
    ),
    count(
      view,
      "unanswered",
      "Questions that the assistant found no answer to, instead of inventing one.",
      "Unanswered",
      "fewer",
    ),
    count(
      view,
      "handoffs",
      "Each time a conversation went to a person, asked for or taken over.",
      "To a person",
    ),
    share(view, satisfied, "Satisfaction", "Answers rated up, of all that visitors rated."),
    count(view, "leads", "Names and addresses left in the widget's form.", "Leads", "more"),
    firstWord(view),
    ...cost(view),
  ];
}
