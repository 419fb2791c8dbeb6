import "server-only";
import { readAlone } from "@/lib/domains/chat/asked-service";
import { answerBoth, answeringModel, type TrialAnswer } from "@/lib/domains/chat/trial-service";
import { rehearseFaq, type Rehearsal } from "@/lib/domains/knowledge/draft-service";
import { notFound } from "@/lib/core/errors";
import { withTenant } from "@/lib/platform/db/transaction";
import type { TenantContext } from "@/lib/tenancy/context";
import { findGap, listAnswered, listAsked } from "./repository";
import type { GapAnswer } from "./schema";
import type { AnswerPreview, PreviewRow, StandIn } from "./preview-schema";

/** How many questions are compared, of the gap and of the others: fewer where a model is paid for each answer. */
const MOST = { quoted: { own: 20, others: 10 }, written: { own: 5, others: 3 } };
/** Of the 30 s that a request has. What was compared until then is shown. */
const COMPARE_MS = 20_000;

async function pastQuestions(context: TenantContext, gapId: string) {
  const most = answeringModel() ? MOST.written : MOST.quoted;
  return withTenant(context, async (tx) => {
    if (!(await findGap(tx, context, gapId))) throw notFound("The gap");
    const own = await listAsked(tx, context, gapId, { limit: most.own });
    const others: string[] = [];
    for (const question of await listAnswered(tx, context, most.others))
      others.push(await readAlone(tx, question));
    const asked = new Set(own.map(({ text }) => text));
    return { own: [...asked], others: [...new Set(others)].filter((text) => !asked.has(text)) };
  });
}

const isStandIn = (made: TrialAnswer["made"]): made is StandIn =>
  made === "over_budget" || made === "model_away" || made === "model_failed";

const told = ({ text, outcome, sources, made }: TrialAnswer) => ({
  text,
  outcome,
  sources: sources.map(({ title }) => title),
  standIn: isStandIn(made) ? made : undefined,
});

async function compare(
  context: TenantContext,
  { question, draftId, ...found }: Rehearsal,
  ofGap: boolean,
  signal: AbortSignal,
): Promise<PreviewRow> {
  const { before, after } = await answerBoth(context, question, found, signal);
  return {
    question,
    ofGap,
    before: told(before),
    after: told(after),
    usesFaq: after.sources.some(({ documentId }) => documentId === draftId),
    changed: before.text !== after.text,
  };
}

/**
 * What past questions would be answered with a FAQ that is not published, beside what they are answered now: of the gap
 * the newest 20, and of the others the newest 10 that were answered, to show what it changes elsewhere; 5 and 3 where a
 * model writes. Retrieval and what answers are those of visitors, and a model's calls are booked as theirs. It takes
 * seconds, so that a request holds it and there is nothing to resume. Throws `not_found`, and as an embedder does.
 */
export async function previewAnswer(
  context: TenantContext,
  { id, ...draft }: GapAnswer,
  signal: AbortSignal,
): Promise<AnswerPreview> {
  const { own, others } = await pastQuestions(context, id);
  const questions = [...own, ...others];
  const rows: PreviewRow[] = [];
  const late = AbortSignal.timeout(COMPARE_MS);
  const either = AbortSignal.any([signal, late]);
  try {
    for await (const rehearsed of rehearseFaq(context, draft, questions, either)) {
      const begin = rows.length;
      const compared = rehearsed.map((one, at) =>
        compare(context, one, begin + at < own.length, either),
      );
      rows.push(...(await Promise.all(compared)));
    }
  } catch (error) {
    if (!late.aborted || signal.aborted) throw error;
  }
  return { rows, left: questions.length - rows.length, byModel: answeringModel() !== undefined };
}
