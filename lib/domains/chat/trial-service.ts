import "server-only";
import { retrievePassages, type RetrievedPassages } from "@/lib/domains/knowledge/search-service";
import { chatModel } from "@/lib/platform/ai/chat-model";
import type { TenantContext } from "@/lib/tenancy/context";
import type { FinishedAnswer, KeptCitation } from "./answer-repository";
import { composeAnswer, type Made } from "./compose-answer";
import { digestOfTold } from "./model-answer";

/** An answer that nobody is given. */
export interface TrialAnswer {
  text: string;
  outcome: "answered" | "no_answer";
  citations: KeptCitation[];
  /** The documents of the citations, each once. */
  sources: { documentId: string; title: string }[];
  made: Made;
}

/** What a model wrote to a question before, and the digest of what it went by. */
export interface EarlierTrial {
  told: string | null;
  text: string;
  citations: KeptCitation[];
}

function toTrial(
  { text, citations }: Pick<FinishedAnswer, "text" | "citations">,
  made: Made,
): TrialAnswer {
  const titles = new Map(citations.map(({ documentId, title }) => [documentId, title]));
  return {
    ...{ text, citations, made },
    // No answer is given without a source, and none cites one that says that it does not know.
    outcome: citations.length > 0 ? "answered" : "no_answer",
    sources: [...titles].map(([documentId, title]) => ({ documentId, title })),
  };
}

/** The model that writes visitors' answers, so that each one costs; undefined where quotes answer. */
export const answeringModel = (): string | undefined => chatModel()?.name;

/** What visitors would be answered from these passages, by whatever answers them: a model's call is booked as theirs. */
async function answerFrom(
  context: TenantContext,
  question: string,
  found: RetrievedPassages,
  signal: AbortSignal,
  upTo?: number,
): Promise<TrialAnswer> {
  const asked = { askedAt: performance.now(), question, history: [], answer: { attempt: 1 } };
  const composing = composeAnswer(context, { asked, question, found, live: false, signal, upTo });
  for (;;) {
    const next = await composing.next();
    if (next.done) return toTrial(next.value.answer, next.value.made);
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
  const told = digestOfTold(question, found.before);
  if (told !== undefined && told === digestOfTold(question, found.after))
    return { before, after: before };
  return { before, after: await answerFrom(context, question, found.after, signal) };
}

/**
 * Asks as a visitor would, and is answered as they would be: by the model where one is configured and may be asked, and
 * then at their cost, while the day's spending stays below the share `upTo` of its budget (default 1). `earlier` is given
 * again, without a call, where the model would be told the same as then. `told` is the digest of what the model went by;
 * undefined unless one wrote the answer. Throws the signal's reason when it aborts.
 */
export async function tryQuestion(
  context: TenantContext,
  question: string,
  signal: AbortSignal,
  { earlier, upTo }: { earlier?: EarlierTrial; upTo?: number } = {},
): Promise<{ answer: TrialAnswer; told: string | undefined; again: boolean }> {
  const found = await retrievePassages(context, question, signal);
  const told = digestOfTold(question, found);
  if (told !== undefined && earlier?.told === told)
    return { answer: toTrial(earlier, "model"), told, again: true };
  const answer = await answerFrom(context, question, found, signal, upTo);
  return { answer, told: answer.made === "model" ? told : undefined, again: false };
}
