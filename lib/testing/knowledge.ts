import { newId } from "@/lib/core/ids";
import { createAccount } from "@/lib/domains/access/sign-up";
import { indexBatch, planIngestion } from "@/lib/domains/knowledge/ingestion/service";
import { addContents, type NewContent } from "@/lib/domains/knowledge/add-service";
import type { TenantContext } from "@/lib/tenancy/context";
import { newTraceId } from "@/lib/platform/log/trace";

/** A tenant with one empty organization, seen by its owner. */
export async function newOrganization(language = "en"): Promise<TenantContext> {
  const { context } = await createAccount(
    {
      name: "Robin Example",
      email: `${newId()}@example.test`,
      password: "a long enough password",
      organizationName: "Example",
      language,
    },
    newTraceId(),
  );
  return context;
}

export function textOf(title: string, body: string, externalId?: string): NewContent {
  return { kind: "document", origin: "text", title, body, externalId };
}

/** Indexes what a job left queued, as its function would. */
export async function indexJob(context: TenantContext, jobId: string): Promise<void> {
  const { tenantId, organizationId } = context;
  const job = { tenantId, organizationId, jobId, round: 1 };
  const { signal } = new AbortController();
  for (const batch of await planIngestion(job)) await indexBatch(job, batch, signal);
}

/** Adds documents and makes them retrievable by keyword. Returns their ids in order. */
export async function addIndexed(
  context: TenantContext,
  contents: NewContent[],
): Promise<{ ids: string[]; jobId: string }> {
  const { documents, jobId } = await addContents(context, contents);
  await indexJob(context, jobId);
  return { ids: documents.map(({ id }) => id), jobId };
}
