/** The digest by which the server's log knows an error that happened while a page was rendered. */
export function ServerReference({ error }: { error: unknown }) {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  if (typeof digest !== "string") return null;
  return (
    <p className="-mt-8 text-center text-xs text-muted">
      Reference <code className="font-mono">{digest}</code>
    </p>
  );
}
