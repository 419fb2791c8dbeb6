import "server-only";
import { retrievePassages, type RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import { chatModel } from "@/lib/platform/ai/chat-model";
import type { TenantContext } from "@/lib/tenancy/context";
import { composeExtractiveAnswer } from "./answer/extractive";
import type { FinishedAnswer } from "./answer-repository";
import { composeAnswer } from "./compose-answer";
import { readsTheSame } from "./model-answer";
import type { CitationView } from "./schema";

/** An answer that nobody is given and nothing keeps. */
export interface TrialAnswer {
  text: string;
  outcome: "answered" | "no_answer";
  citations: CitationView[];
  /** The documents of the citations, each once. */
  sources: { documentId: string; title: string }[];
}

function toTrial({
  text,
  outcome,
  citations,
}: Pick<FinishedAnswer, "text" | "outcome" | "citations">): TrialAnswer {
  const titles = new Map(citations.map(({ documentId, title }) => [documentId, title]));
  return {
    text,
    outcome: outcome === "answered" ? "answered" : "no_answer",
    citations,
    sources: [...titles].map(([documentId, title]) => ({ documentId, title })),
  };
}

/** Whether a model writes the answers, so that each one costs. */
export const modelAnswers = (): boolean => chatModel() !== undefined;

/** What visitors would be answered from these passages, by whatever answers them: a model's call is booked as theirs. */
async function answerFrom(
  context: TenantContext,
  question: string,
  found: RetrievedPassages,
  signal: AbortSignal,
): Promise<TrialAnswer> {
  const asked = { askedAt: performance.now(), question, history: [], answer: { attempt: 1 } };
  const composing = composeAnswer(context, { asked, question, found, live: false, signal });
  for (;;) {
    const next = await composing.next();
    if (next.done) return toTrial(next.value);
  }
}

/**
 * What visitors would be answered from one set of passages and from another. A model is asked once where it would be told
 * the same: it words an answer anew each time, and that is no change. Throws the signal's reason when it aborts.
 */
export async function answerBoth(
  context: TenantContext,
  question: string,
  found: { before: RetrievedPassages; after: RetrievedPassages },
  signal: AbortSignal,
): Promise<{ before: TrialAnswer; after: TrialAnswer }> {
  const before = await answerFrom(context, question, found.before, signal);
  if (modelAnswers() && readsTheSame(found.before, found.after)) return { before, after: before };
  return { before, after: await answerFrom(context, question, found.after, signal) };
}

/** Asks as a visitor would, in the sources' own words: a run of many questions costs nothing and is repeatable. */
export async function tryQuestion(
  context: TenantContext,
  question: string,
  signal: AbortSignal,
): Promise<TrialAnswer> {
  const found = await retrievePassages(context, question, signal);
  return toTrial(composeExtractiveAnswer(question, found));
}
