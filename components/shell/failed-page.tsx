"use client";
import { ServerReference } from "./server-reference";

/**
 * In the place of a page that failed. It comes with every page's first load, so it is made of nothing that is not in the
 * page anyway, and can be shown when nothing more can be loaded.
 */
export function FailedPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-14 text-center">
      <h1 className="text-[0.9375rem] font-semibold">Something went wrong</h1>
      <p className="mt-1.5 max-w-md text-sm text-muted">
        This page ran into a fault. Reload it and try again.
      </p>
      <ServerReference error={error} />
      <button
        type="button"
        onClick={retry}
        className="mt-5 h-9 rounded-md border bg-surface px-3.5 text-sm font-medium text-ink shadow-xs hover:bg-subtle"
      >
        Try again
      </button>
    </div>
  );
}
