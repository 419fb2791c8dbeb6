import { queryOptions } from "@tanstack/react-query";
import { apiJson } from "@/lib/http/api-client";
import type { breakerReport } from "./breaker-schema";

const POLL_MS = 3_000;

/** The breakers of the installation, asked for again every few seconds. */
export function circuitBreakers() {
  return queryOptions({
    queryKey: ["operator", "circuit-breakers"] as const,
    queryFn: ({ signal }) =>
      apiJson<typeof breakerReport>({ path: "/api/admin/circuit-breakers", signal }),
    refetchInterval: POLL_MS,
  });
}
