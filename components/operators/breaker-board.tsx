"use client";
import { useQuery } from "@tanstack/react-query";
import { PlugZap } from "lucide-react";
import { EmptyState, ErrorState } from "@/components/shell/states";
import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { circuitBreakers } from "@/lib/domains/ops/breaker-queries";
import { BreakerRow } from "./breaker-row";

/** The circuit breakers of the installation as they are now, for its operators. */
export function BreakerBoard() {
  const report = useQuery(circuitBreakers());
  const circuits = report.data?.circuits ?? [];
  return (
    <Card>
      {report.isPending && (
        <Loading className="px-4 py-3">
          <Skeleton className="h-20" />
        </Loading>
      )}
      {report.isError && circuits.length === 0 && (
        <ErrorState error={report.error} onRetry={() => void report.refetch()} />
      )}
      {report.isError && circuits.length > 0 && (
        <p role="alert" className="border-b px-4 py-2 text-sm text-danger">
          This cannot be asked for just now. What you see is from a moment ago.
        </p>
      )}
      {report.isSuccess && circuits.length === 0 && (
        <EmptyState icon={PlugZap} title="No service has been called yet">
          Each one stands here from its first call on, and goes when the process that called it
          does.
        </EmptyState>
      )}
      {circuits.length > 0 && (
        <ul aria-label="Outside services" className="divide-y">
          {circuits.map((circuit) => (
            <BreakerRow key={circuit.name} circuit={circuit} />
          ))}
        </ul>
      )}
    </Card>
  );
}
