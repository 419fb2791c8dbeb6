import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface SetDocument {
  id: string;
  title: string;
  text: string;
}

export interface SetQuery {
  id: string;
  text: string;
  answerable: boolean;
  /** Why it has no answer. */
  kind?: string;
}

export interface EvaluationSet {
  documents: SetDocument[];
  queries: SetQuery[];
  /** The documents that answer a query. */
  relevant: Map<string, Set<string>>;
}

export function readSet(folder: string): EvaluationSet {
  const lines = (file: string) => readFileSync(join(folder, file), "utf8").trim().split("\n");
  const relevant = new Map<string, Set<string>>();
  for (const line of lines("qrels.tsv").slice(1)) {
    const [query = "", document = ""] = line.split("\t");
    const known = relevant.get(query) ?? new Set();
    relevant.set(query, known.add(document));
  }
  return {
    documents: lines("corpus.jsonl").map((line) => JSON.parse(line) as SetDocument),
    queries: lines("queries.jsonl").map((line) => JSON.parse(line) as SetQuery),
    relevant,
  };
}
