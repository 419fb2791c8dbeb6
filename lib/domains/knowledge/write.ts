import "server-only";
import { emitJob } from "@/lib/domains/ops/jobs-service";
import { uniqueViolation } from "@/lib/platform/db/errors";
import { withTenant, type TenantTransaction } from "@/lib/platform/db/transaction";
import { wakeRelay } from "@/lib/platform/events/relay";
import type { TenantContext } from "@/lib/tenancy/context";

/** Runs `fn` in the tenant and has the events it wrote sent after the commit. */
export async function write<T>(
  context: TenantContext,
  fn: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  const result = await withTenant(context, fn);
  wakeRelay();
  return result;
}

export async function startIngestion(
  tx: TenantTransaction,
  context: TenantContext,
  jobId: string,
): Promise<void> {
  await emitJob(tx, context, { id: jobId, kind: "knowledge.ingest" });
}

/** Whether a write failed since another document has the external id. */
export function takesExternalId(error: unknown): boolean {
  return uniqueViolation(error)?.includes("external_id") ?? false;
}
