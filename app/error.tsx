"use client";
import { ServerReference } from "@/components/shell/server-reference";
import { ErrorState } from "@/components/shell/states";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col justify-center">
      <ErrorState error={error} onRetry={retry} heading="h1" />
      <ServerReference error={error} />
    </main>
  );
}
