import "server-only";
import { rehearseInTenant, withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { writeDraft, type PreparedDraft } from "./draft-repository";
import { cut } from "./ingestion/index-document";
import { contentOfRow } from "./ingestion/read-content";
import type { StagedChunk } from "./ingestion/repository";
import { embedQuestions, embedTexts } from "./meaning-service";
import { readLanguage } from "./repository";
import type { RetrievedPassages } from "./retrieval/passage";
import { retrieveIn } from "./retrieval/retrieve";
import { PASSAGES } from "./search-service";

/** A FAQ that is not published. */
export interface DraftFaq {
  question: string;
  answer: string;
  alternatives: string[];
}

export interface Rehearsal {
  question: string;
  before: RetrievedPassages;
  after: RetrievedPassages;
  /** The draft, as the passages found after name it. */
  draftId: string;
}

/** So many questions share a transaction: short enough that nobody waits for it. */
const AT_ONCE = 5;

async function prepare(
  context: TenantContext,
  { question, answer, alternatives }: DraftFaq,
  signal: AbortSignal,
): Promise<PreparedDraft> {
  const language = await withTenant(context, (tx) => readLanguage(tx));
  const content = contentOfRow({
    ...{ kind: "faq", title: question, body: answer, alternatives },
    organization: { language },
  });
  const chunks: StagedChunk[] = [];
  for await (const chunk of cut(question, content, signal)) chunks.push(chunk);
  const texts = chunks.flatMap(({ windows }) => windows.map(({ text }) => text));
  const made = await embedTexts(context, texts, content.language, signal);
  const vectors = new Map(
    texts.flatMap((text, at) => {
      const vector = made[at];
      return vector ? [[text, vector] as const] : [];
    }),
  );
  return { title: question, content, alternatives, chunks, vectors };
}

/**
 * What retrieval finds for questions without a FAQ and with it, some questions at a time. The FAQ is indexed as it would
 * be, in transactions that are rolled back: nobody else ever sees it. Throws as an embedder does, and the signal's reason
 * when it aborts.
 */
export async function* rehearseFaq(
  context: TenantContext,
  draft: DraftFaq,
  questions: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Rehearsal[]> {
  const prepared = await prepare(context, draft, signal);
  const vectors = await embedQuestions(context, questions, signal);
  for (let start = 0; start < questions.length; start += AT_ONCE) {
    signal.throwIfAborted();
    const asked = questions.slice(start, start + AT_ONCE).map((text, at) => ({
      ...{ text, limit: PASSAGES, vector: vectors[start + at] },
    }));
    yield await rehearseInTenant(context, async (tx) => {
      const before: RetrievedPassages[] = [];
      for (const question of asked) before.push(await retrieveIn(tx, context, question));
      const draftId = await writeDraft(tx, context, prepared);
      const rehearsed: Rehearsal[] = [];
      for (const [at, question] of asked.entries()) {
        const after = await retrieveIn(tx, context, question);
        rehearsed.push({ question: question.text, before: before[at]!, after, draftId });
      }
      return rehearsed;
    });
  }
}
