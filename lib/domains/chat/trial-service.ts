import "server-only";
import { retrievePassages, type RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import type { TenantContext } from "@/lib/tenancy/context";
import { composeWithSources } from "./answer/extractive";
import type { CitationView } from "./schema";

/** An answer that nobody is given and nothing keeps. */
export interface TrialAnswer {
  text: string;
  outcome: "answered" | "no_answer";
  citations: CitationView[];
  /** The documents of the citations, each once. */
  sources: { documentId: string; title: string }[];
}

/** What visitors would be answered from these passages, in the sources' own words. */
export function answerFrom(question: string, found: RetrievedPassages): TrialAnswer {
  const { answer, sources } = composeWithSources(question, found);
  const titles = new Map(sources.map(({ documentId, title }) => [documentId, title]));
  return {
    text: answer.text,
    outcome: answer.outcome === "answered" ? "answered" : "no_answer",
    citations: answer.citations,
    sources: [...titles].map(([documentId, title]) => ({ documentId, title })),
  };
}

/** Asks as a visitor would, on trial. Without a model: a run of many questions costs nothing and is repeatable. */
export async function tryQuestion(
  context: TenantContext,
  question: string,
  signal: AbortSignal,
): Promise<TrialAnswer> {
  return answerFrom(question, await retrievePassages(context, question, signal));
}
