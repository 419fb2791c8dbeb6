import { parseArgs } from "node:util";
import { ANSWERABLE_FROM } from "@/lib/domains/knowledge/retrieval/confidence";
import { startProduct } from "../scripts/test/product.ts";
import { bm25Ranking } from "./retrieval/bm25.ts";
import { readSet } from "./retrieval/data.ts";
import {
  firstToken,
  load,
  search,
  takeEmptyOrganization,
  watchHealth,
  type Asked,
} from "./retrieval/api.ts";
import {
  bootstrap,
  mean,
  ndcgAt10,
  percentile,
  recallAt5,
  reciprocalRank,
} from "./retrieval/metrics.ts";

// npm run bench:retrieval -- --data DIR   (corpus.jsonl, queries.jsonl, qrels.tsv). Starts the product itself, on data of
// its own, and asks it through the public API. Needs a build.

const CHATS = 200;

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const { values } = parseArgs({ options: { data: { type: "string" } } });
if (!values.data) throw new Error("Say where the set is: npm run bench:retrieval -- --data DIR");
const set = readSet(values.data);

process.env["RATE_LIMIT_SECRET_PER_MINUTE"] = "1000000";
const product = await startProduct();
try {
  const organization = await takeEmptyOrganization(product);
  const stopWatching = watchHealth(product);
  const ingest = await load(organization, set.documents);
  const health = await stopWatching();
  console.log(
    `${set.documents.length} documents in ${ingest.calls.toFixed(1)} s: after that searchable by words in ${ingest.words.toFixed(1)} s, embedded in ${ingest.vectors.toFixed(1)} s`,
  );
  console.log(
    `meanwhile ${health.length} calls of /api/health: p50 ${percentile(health, 0.5)} ms, p99 ${percentile(health, 0.99)} ms`,
  );

  const asked: Asked[] = [];
  for (const query of set.queries)
    asked.push({ query, ...(await search(organization, query.text)) });
  const times = asked.map(({ milliseconds }) => milliseconds);
  console.log(
    `${asked.length} searches: p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms`,
  );

  const tokens: number[] = [];
  for (const { text } of set.queries.slice(0, CHATS))
    tokens.push(await firstToken(organization, text));
  console.log(
    `${tokens.length} chats to the first token: p50 ${percentile(tokens, 0.5)} ms, p95 ${percentile(tokens, 0.95)} ms`,
  );

  const answerable = asked.filter(({ query }) => query.answerable);
  const relevant = (id: string) => set.relevant.get(id) ?? new Set<string>();
  const words = bm25Ranking(set.documents);
  const own = answerable.map(({ query, found }) => ndcgAt10(found, relevant(query.id)));
  const alone = answerable.map(({ query }) => ndcgAt10(words(query.text), relevant(query.id)));
  console.log(`nDCG@10   ${mean(own).toFixed(4)}   BM25 alone ${mean(alone).toFixed(4)}`);
  const { low, high } = bootstrap(own.map((value, index) => value - (alone[index] ?? 0)));
  console.log(
    `          difference ${low.toFixed(4)} to ${high.toFixed(4)} (95 %, paired bootstrap)`,
  );
  const over = (measure: (found: string[], relevant: ReadonlySet<string>) => number) =>
    mean(answerable.map(({ query, found }) => measure(found, relevant(query.id)))).toFixed(4);
  console.log(`Recall@5  ${over(recallAt5)}`);
  console.log(`MRR@10    ${over(reciprocalRank)}`);

  const kept = percentile(
    answerable.map(({ confidence }) => confidence),
    0.05,
  );
  for (const threshold of [kept, ANSWERABLE_FROM]) {
    const share = (some: Asked[]) =>
      percent(some.filter(({ confidence }) => confidence >= threshold).length / some.length);
    console.log(`from confidence ${threshold.toFixed(3)}: answerable ${share(answerable)}`);
    const kinds = new Set(
      asked.filter(({ query }) => !query.answerable).map(({ query }) => query.kind),
    );
    for (const kind of kinds) {
      const some = asked.filter(({ query }) => !query.answerable && query.kind === kind);
      console.log(`  still answered of ${kind ?? "unanswerable"}: ${share(some)}`);
    }
  }
} finally {
  await product.stop();
}
