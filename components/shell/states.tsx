import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { describeError } from "@/lib/core/problem";

// Apart, for pages on the server that need no more than this one.
export { EmptyState } from "./empty-state";

/** Something failed: says what, with the trace id by which the logs know it, and offers another try. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail, traceId } = describeError(error);
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-14 text-center">
      <span className="flex size-11 items-center justify-center rounded-lg bg-danger-soft text-danger">
        <TriangleAlert className="size-5" aria-hidden />
      </span>
      <h2 className="mt-4 text-[0.9375rem] font-semibold">{title}</h2>
      <p className="mt-1.5 max-w-md text-sm text-muted">{detail}</p>
      {traceId && <TraceId id={traceId} />}
      {onRetry && (
        <Button className="mt-5" onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
    </div>
  );
}

export function TraceId({ id }: { id: string }) {
  return (
    <p className="mt-2 flex max-w-full items-center gap-1 text-xs text-muted">
      <span className="min-w-0">
        Trace id <code className="font-mono break-all">{id}</code>
      </span>
      <CopyButton text={id} label="Copy the trace id" />
    </p>
  );
}
