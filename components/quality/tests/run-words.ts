import type { TestAnswerMade, TestRunList, TestRunView } from "@/lib/domains/quality/tests/schema";

/** The share that passed, as "83%". */
export function shareOf({ passed, total }: Pick<TestRunView, "passed" | "total">): string {
  return total === 0 ? "" : `${Math.floor((100 * passed) / total)}%`;
}

/** What a run lost that passed before, in a sentence; empty when nothing. */
export function dropInWords({ lost }: Pick<TestRunView, "lost">): string {
  if (lost === 0) return "";
  const [questions, fail] = lost === 1 ? ["question", "fails"] : ["questions", "fail"];
  return `${lost.toLocaleString("en")} ${questions} that passed before ${fail} now.`;
}

/** How one answer was made, in words. */
export const MADE: Readonly<Record<TestAnswerMade, string>> = {
  model: "Written by your model",
  model_before: "Your model’s answer of an earlier run: its sources are the same",
  quotes: "Quoted from your knowledge",
  nothing_found: "Your model was not asked: nothing was found that could answer it",
  over_budget: "Quotes in your model’s place: too little of the day’s budget was left",
  model_away: "Quotes in your model’s place: it failed too often and was paused",
  model_failed: "Quotes in your model’s place: its call failed",
};

const STOOD_IN = ["over_budget", "model_away", "model_failed"] as const;
const PARTS: readonly [readonly TestAnswerMade[], string][] = [
  [["model"], "by your model"],
  [["model_before"], "kept from an earlier run"],
  [["quotes"], "in quotes"],
  [["nothing_found"], "without a source to answer from"],
  [STOOD_IN, "in quotes in your model’s place"],
];

type Made = TestRunView["made"];

const sum = (made: Made, kinds: readonly TestAnswerMade[]) =>
  kinds.reduce((count, kind) => count + (made[kind] ?? 0), 0);

/** How the answers of a run were made, as "12 by your model · 3 kept from an earlier run". */
export function madeInWords(made: Made): string {
  const parts = PARTS.map(([kinds, words]) => [sum(made, kinds), words] as const);
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count.toLocaleString("en")} ${words}`)
    .join(" · ");
}

function whyStoodIn(made: Made): string {
  const away = sum(made, ["model_away", "model_failed"]) > 0;
  if (away && made.over_budget) return " in your model’s place";
  return away
    ? ", since your model could not be reached; visitors were, too"
    : ", since too little of the day’s budget was left";
}

/** Says that quotes stood in for a model, and why where that is one reason; empty when none did. */
export function stoodInInWords(made: Made): string {
  const count = sum(made, STOOD_IN);
  if (count === 0) return "";
  const [questions, were] = count === 1 ? ["question", "was"] : ["questions", "were"];
  return `${count.toLocaleString("en")} ${questions} ${were} answered in quotes${whyStoodIn(made)}. Failures there are not counted as a drop.`;
}

const dollars = (micros: number) =>
  (micros / 1_000_000).toLocaleString("en", { style: "currency", currency: "USD" });

const about = (micros: number) =>
  micros < 10_000 ? "less than $0.01" : `about ${dollars(micros)}`;

/** What a run would be that is started now: who answers, and what that costs. */
export function nextInWords({ byModel, questions, cost }: TestRunList["next"]): string {
  if (!byModel)
    return "Answered as visitors are, in quotes of your knowledge: a run costs nothing.";
  const all = questions === 1 ? "the one question" : `all ${questions.toLocaleString("en")}`;
  const shared = "Their cost counts towards the day’s budget, which visitors’ answers share.";
  const later =
    "After a change of your knowledge only those are asked again whose sources it changed.";
  if (!cost) return `Answered by your model, as visitors are. ${shared} ${later}`;
  const price =
    cost.costMicros === null
      ? "what it costs is known after your model’s first answer"
      : `to ask ${all} costs ${about(cost.costMicros)}`;
  return `Answered by your model, as visitors are: ${price}; ${dollars(cost.leftMicros)} of today’s budget is left. ${shared} ${later}`;
}
