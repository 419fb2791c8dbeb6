import "server-only";
import { readAlone } from "@/lib/domains/chat/asked-service";
import { answerFrom, type TrialAnswer } from "@/lib/domains/chat/trial-service";
import { rehearseFaq, type Rehearsal } from "@/lib/domains/knowledge/draft-service";
import { notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findGap, listAnswered, listAsked } from "./repository";
import type { GapAnswer } from "./schema";
import type { AnswerPreview, PreviewRow } from "./preview-schema";

const OF_THE_GAP = 20;
const OF_OTHERS = 10;
/** Of the 30 s that a request has. What was compared until then is shown. */
const COMPARE_MS = 20_000;

async function pastQuestions(context: TenantContext, gapId: string) {
  return withTenant(context, async (tx) => {
    if (!(await findGap(tx, context, gapId))) throw notFound("The gap");
    const own = await listAsked(tx, context, gapId, OF_THE_GAP);
    const others: string[] = [];
    for (const question of await listAnswered(tx, context, OF_OTHERS))
      others.push(await readAlone(tx, question));
    const asked = new Set(own.map(({ text }) => text));
    return { own: [...asked], others: [...new Set(others)].filter((text) => !asked.has(text)) };
  });
}

const told = ({ text, outcome, sources }: TrialAnswer) => ({
  text,
  outcome,
  sources: sources.map(({ title }) => title),
});

function compare({ question, before, after, draftId }: Rehearsal, ofGap: boolean): PreviewRow {
  const now = answerFrom(question, before);
  const then = answerFrom(question, after);
  return {
    question,
    ofGap,
    before: told(now),
    after: told(then),
    usesFaq: then.sources.some(({ documentId }) => documentId === draftId),
    changed: now.text !== then.text,
  };
}

/**
 * What past questions would be answered with a FAQ that is not published, beside what they are answered now: of the gap
 * the newest 20, and of the others the newest 10 that were answered, to show what it changes elsewhere. Retrieval and the
 * extractive answerer are those that answer visitors. Some 30 questions take a second or two and cost at most one
 * embedding each, so that a request holds it and there is nothing to resume. Throws `not_found`, and as an embedder does.
 */
export async function previewAnswer(
  context: TenantContext,
  { id, ...draft }: GapAnswer,
  signal: AbortSignal,
): Promise<AnswerPreview> {
  const { own, others } = await pastQuestions(context, id);
  const questions = [...own, ...others];
  const rows: PreviewRow[] = [];
  const until = performance.now() + COMPARE_MS;
  for await (const rehearsed of rehearseFaq(context, draft, questions, signal)) {
    for (const one of rehearsed) rows.push(compare(one, rows.length < own.length));
    if (performance.now() > until) break;
  }
  return { rows, left: questions.length - rows.length };
}
