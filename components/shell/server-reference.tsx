"use client";
import { useEffect } from "react";
import { tellOfError } from "./error-reports";

/**
 * The digest by which the server's log knows an error that happened while a page was rendered. One without a digest
 * happened in the browser, and is told of from here.
 */
export function ServerReference({ error }: { error: unknown }) {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  useEffect(() => {
    if (digest === undefined) tellOfError(error);
  }, [digest, error]);
  if (typeof digest !== "string") return null;
  return (
    <p className="mt-2 text-xs text-muted">
      Reference <code className="font-mono">{digest}</code>
    </p>
  );
}
