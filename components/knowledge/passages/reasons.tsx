import { Badge } from "@/components/ui/badge";
import type { Explanation, ExplainedPassage } from "@/lib/domains/knowledge/passages/schema";
import { Figures } from "./figures";
import { reasonsFor, verdictOn } from "./in-words";

/** Why a passage is used for the question that was asked, or is not: words first, figures second. */
export function Reasons({
  passage,
  explanation,
}: {
  passage: ExplainedPassage;
  explanation: Explanation;
}) {
  const { tone, title, why } = verdictOn(passage, explanation);
  return (
    <div className="mt-3 rounded-md border bg-subtle/50 px-3 py-2.5 text-[0.8125rem]">
      <Badge tone={tone}>{title}</Badge>
      <p className="mt-1.5">{why}</p>
      <p className="mt-1 text-muted" dir="auto">
        {reasonsFor(passage, explanation).join(" ")}
      </p>
      {passage.sentence && (
        <p className="mt-1 break-words text-muted">
          Answers best: <q dir="auto">{passage.sentence}</q>
        </p>
      )}
      <Figures passage={passage} />
    </div>
  );
}
