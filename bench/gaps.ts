import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startModel } from "../embedded/embeddings/model.ts";
import { readQuestion } from "../lib/domains/knowledge/retrieval/question.ts";
import { ALIKE } from "../lib/domains/quality/gaps/alike.ts";

// `npm run bench:gaps`: how well questions that mean the same are found, on two sets of questions that were written for it.
// The thresholds were chosen on the first alone. Precision and recall are of pairs, over 20 orders in which the questions
// come.

const ORDERS = 20;

type Similarity = (a: number, b: number) => number;

const sets = z
  .record(z.string(), z.array(z.array(z.string())))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "gaps", "questions.json"), "utf8")));

const length = (vector: readonly number[]) => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0) / (length(a) * length(b));

const common = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>) =>
  [...a].filter((one) => b.has(one)).length;

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return common(a, b) / Math.sqrt(Math.max(1, a.size * b.size));
}

/** The same orders at each call. */
function orders(count: number): number[][] {
  let seed = 7;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: ORDERS }, () =>
    Array.from({ length: count }, (_, at) => ({ at, by: random() }))
      .sort((a, b) => a.by - b.by)
      .map(({ at }) => at),
  );
}

/** Each question joins the gap that is on average nearest, as the product's do. */
function cluster(order: readonly number[], alike: Similarity, from: number): number[][] {
  const gaps: number[][] = [];
  for (const question of order) {
    const near = gaps.map((gap) => ({
      gap,
      value: gap.reduce((sum, member) => sum + alike(question, member), 0) / gap.length,
    }));
    const best = near.sort((a, b) => b.value - a.value)[0];
    if (best && best.value >= from) best.gap.push(question);
    else gaps.push([question]);
  }
  return gaps;
}

function pairsOf(groups: readonly (readonly number[])[]): Set<string> {
  return new Set(
    groups.flatMap((group) =>
      group.flatMap((a) => group.filter((b) => a < b).map((b) => `${a} ${b}`)),
    ),
  );
}

function measure(groups: readonly number[][], alike: Similarity, from: number) {
  const same = pairsOf(groups);
  const runs = orders(groups.flat().length).map((order) => {
    const gaps = cluster(order, alike, from);
    const found = pairsOf(gaps);
    const right = common(found, same);
    return { precision: right / Math.max(1, found.size), recall: right / same.size };
  });
  const mean = (of: (run: (typeof runs)[number]) => number) =>
    (runs.reduce((sum, run) => sum + of(run), 0) / runs.length).toFixed(2);
  return `precision ${mean(({ precision }) => precision)}, recall ${mean(({ recall }) => recall)}`;
}

const model = await startModel((error) => {
  throw error;
});
for (const [name, texts] of Object.entries(sets)) {
  let next = 0;
  const groups = texts.map((group) => group.map(() => next++));
  const questions = texts.flat();
  const vectors: number[][] = [];
  for (const question of questions) vectors.push([...(await model.embed(question))]);
  const terms = questions.map((question) => readQuestion(question, "en").content);
  const words: Similarity = (a, b) => shared(terms[a]!, terms[b]!);
  const meaning: Similarity = (a, b) => cosine(vectors[a]!, vectors[b]!);
  const both: Similarity = (a, b) => meaning(a, b) + ALIKE.words * words(a, b);
  console.log(`${name}: ${questions.length} questions, ${groups.length} meanings`);
  console.log(`  meaning alone    ${measure(groups, meaning, ALIKE.byMeaning)}`);
  console.log(`  with words       ${measure(groups, both, ALIKE.byMeaning)}`);
  console.log(`  words alone      ${measure(groups, words, ALIKE.byWords)}`);
}
await model.stop();
