import { RotateCw, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { describeError } from "@/lib/core/problem";

/** Nothing here yet: says what belongs here and how to begin. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="flex size-11 items-center justify-center rounded-lg border bg-surface text-muted shadow-xs">
        <Icon className="size-5" aria-hidden />
      </span>
      <h2 className="mt-4 text-[0.9375rem] font-semibold">{title}</h2>
      <div className="mt-1.5 max-w-md text-sm text-muted">{children}</div>
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}

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
    <p className="mt-2 flex items-center gap-1 text-xs text-muted">
      Trace id <code className="font-mono break-all">{id}</code>
      <CopyButton text={id} label="Copy the trace id" />
    </p>
  );
}
