"use client";
import { ErrorState } from "@/components/shell/states";
import { ServerReference } from "@/components/shell/server-reference";

export default function OrganizationError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <ErrorState error={error} onRetry={retry} heading="h1" />
      <ServerReference error={error} />
    </>
  );
}
