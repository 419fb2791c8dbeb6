import type { Counts, InsightsView } from "./schema";

/** What is known of some days. */
export interface Measured extends Pick<InsightsView, "firstWordMs" | "costMicros"> {
  counts: Counts;
}

export interface Measure {
  key: "answered" | "satisfaction" | "firstWord" | "cost" | keyof Counts;
  title: string;
  value: string;
  /** How it is counted. */
  counted: string;
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

const partOf = (part: number, all: number) => (all === 0 ? undefined : part / all);

/** Shares between 0 and 1; undefined of nothing. */
export const answeredShare = ({ answered, unanswered }: Counts) =>
  partOf(answered, answered + unanswered);
export const helpfulShare = ({ helpful, unhelpful }: Counts) =>
  partOf(helpful, helpful + unhelpful);

const inPercent = (share: number | undefined) =>
  share === undefined ? NONE : percentage.format(share);

function firstWord({ firstWordMs }: Measured): Measure {
  return {
    key: "firstWord",
    title: "First word",
    value: firstWordMs ? `${seconds.format(firstWordMs.p50 / 1000)} s` : NONE,
    counted: firstWordMs
      ? `From the question to the answer's first word: half are faster; 19 of 20 took at most ${seconds.format(firstWordMs.p95 / 1000)} s.`
      : "From the question to the answer's first word, for the middle answer.",
  };
}

function cost({ costMicros, counts }: Measured): Measure[] {
  if (costMicros === null) return [];
  return [
    {
      key: "cost",
      title: "Cost per answer",
      value:
        counts.answered === 0 ? NONE : dollars.format(costMicros / 1_000_000 / counts.answered),
      counted: `All model calls of these days, those of test questions and previews among them, ${dollars.format(costMicros / 1_000_000)}, by the questions answered. Quotes cost nothing.`,
    },
  ];
}

/** The figures of some days in words, in the order in which an owner asks for them. */
export function measuresOf(measured: Measured): Measure[] {
  const { counts } = measured;
  const count = (key: keyof Counts, title: string, counted: string): Measure => ({
    ...{ key, title, counted },
    value: whole.format(counts[key]),
  });
  return [
    count(
      "conversations",
      "Conversations",
      "Begun by visitors in your widget or through your API.",
    ),
    {
      key: "answered",
      title: "Answered",
      value: inPercent(answeredShare(counts)),
      counted: "Questions whose answer holds a source, of all that the assistant took.",
    },
    count(
      "unanswered",
      "Unanswered",
      "Questions that the assistant found no answer to, instead of inventing one.",
    ),
    count(
      "handoffs",
      "To a person",
      "Each time a conversation went to a person, asked for or taken over.",
    ),
    {
      key: "satisfaction",
      title: "Satisfaction",
      value: inPercent(helpfulShare(counts)),
      counted: "Answers rated up, of all that visitors rated.",
    },
    count("leads", "Leads", "Names and addresses left in the widget's form."),
    firstWord(measured),
    ...cost(measured),
  ];
}
