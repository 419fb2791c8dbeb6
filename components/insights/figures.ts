import {
  answeredShare,
  helpfulShare,
  measuresOf,
  type Measure,
} from "@/lib/domains/insights/measures-schema";
import type { Counts, InsightsView } from "@/lib/domains/insights/schema";

export interface Figure {
  name: string;
  value: string;
  /** How it is counted. */
  counted: string;
  /** How it differs from as many days before; undefined where there was nothing to compare with. */
  change?: { words: string; better: boolean | undefined } | undefined;
}

type Change = Figure["change"];

const whole = new Intl.NumberFormat("en-GB");
const signed = (by: number) => `${by > 0 ? "+" : ""}${whole.format(by)}`;

function countChange(view: InsightsView, name: keyof Counts, good?: "more" | "fewer"): Change {
  // Nobody had asked yet: to have more than nothing says nothing.
  if (view.before.questions === 0) return undefined;
  const by = view.total[name] - view.before[name];
  const better = good && by !== 0 ? (good === "more") === by > 0 : undefined;
  return { words: `${signed(by)} against before`, better };
}

function shareChange(view: InsightsView, of: (counts: Counts) => number | undefined): Change {
  const [now, before] = [of(view.total), of(view.before)];
  if (now === undefined || before === undefined) return undefined;
  const by = Math.round((now - before) * 100);
  return {
    words: `${signed(by)} points against before`,
    better: by === 0 ? undefined : by > 0,
  };
}

const CHANGES: Partial<Record<Measure["key"], (view: InsightsView) => Change>> = {
  conversations: (view) => countChange(view, "conversations", "more"),
  answered: (view) => shareChange(view, answeredShare),
  unanswered: (view) => countChange(view, "unanswered", "fewer"),
  handoffs: (view) => countChange(view, "handoffs"),
  satisfaction: (view) => shareChange(view, helpfulShare),
  leads: (view) => countChange(view, "leads", "more"),
};

/** The figures of an organization's days, in the order in which an owner asks for them. */
export function figuresOf(view: InsightsView): Figure[] {
  return measuresOf({ ...view, counts: view.total }).map(({ key, title, value, counted }) => ({
    ...{ name: title, value, counted },
    change: CHANGES[key]?.(view),
  }));
}
