import { RotateCw } from "lucide-react";
import { FormError } from "@/components/auth/form-error";
import { TraceId } from "@/components/shell/states";
import { Button } from "@/components/ui/button";
import { describeError, ProblemError, waitInWords } from "@/lib/core/problem";

function words(error: unknown): string {
  const { detail } = describeError(error);
  if (!(error instanceof ProblemError) || error.retryAfterSeconds === undefined) return detail;
  return `${detail} You can ask again ${waitInWords(error.retryAfterSeconds)}.`;
}

/** Why no answer came, or not all of it. What was written before stays above. */
export function AnswerFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { traceId } = describeError(error);
  return (
    <div className="px-5 pt-4 pb-5">
      <FormError>{words(error)}</FormError>
      {traceId && <TraceId id={traceId} />}
      <Button size="sm" className="mt-3" onClick={onRetry}>
        <RotateCw aria-hidden />
        Try again
      </Button>
    </div>
  );
}
